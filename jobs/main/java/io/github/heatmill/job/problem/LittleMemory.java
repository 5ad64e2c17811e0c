package io.github.heatmill.job.problem;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names the setting that gives more memory to the process that had too little. */
final class LittleMemory {
  private static final Pattern HEAP =
      Pattern.compile("java\\.lang\\.OutOfMemoryError(?:: ([^\\n]+))?");

  /** Spark counts what it needs before it starts. */
  private static final Pattern REFUSED =
      Pattern.compile("System memory \\d+ must be at least (\\d+)");

  private static final Pattern EXECUTOR =
      Pattern.compile("Lost task \\S+ in stage \\S+ \\(TID \\d+\\) \\(\\S+ executor (?!driver)");

  private static final int MEGA = 1 << 20;

  private LittleMemory() {}

  /** The reason, if it is too little memory. */
  static Optional<String> line(String failure) {
    Matcher refused = REFUSED.matcher(failure);
    if (refused.find()) {
      long least = Long.parseLong(refused.group(1)) / MEGA + 1;
      return Optional.of("Too little memory: Spark needs " + least + " MB" + ofDriver());
    }
    Matcher heap = HEAP.matcher(failure);
    if (!heap.find()) {
      return Optional.empty();
    }
    String what = "Too little memory: " + Optional.ofNullable(heap.group(1)).orElse("Java's heap");
    return Optional.of(
        EXECUTOR.matcher(failure).find()
            ? what
                + " of an executor (give executors more: --spark --conf spark.executor.memory=8g)"
            : what + ofDriver());
  }

  private static String ofDriver() {
    return String.format(
        Locale.ROOT,
        " where this process has %d MB (give it more: HEATMILL_DRIVER_MEMORY=8g scripts/heatmill,"
            + " or spark-submit --driver-memory 8g)",
        Runtime.getRuntime().maxMemory() / MEGA);
  }
}
