package io.github.heatmill.job.input.listing;

import static java.util.Comparator.comparing;
import static java.util.Map.Entry.comparingByKey;
import static java.util.stream.Collectors.joining;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The entries of folders that are not explained, counted by reason.
 *
 * @param byReason numbers above 0, by the reason, such as {@code hidden}, or what a file is
 */
public record SkippedFiles(Map<String, Long> byReason) {
  /** Nothing was skipped. */
  public static final SkippedFiles NONE = new SkippedFiles(Map.of());

  private static final int SHOWN = 8;

  public SkippedFiles {
    byReason = Collections.unmodifiableMap(new TreeMap<>(byReason));
  }

  /** The number of all skipped entries. */
  public long total() {
    return byReason.values().stream().mapToLong(Long::longValue).sum();
  }

  /** The numbers in words, the largest first, such as {@code 7: text file 5, hidden 2}. */
  @Override
  public String toString() {
    List<Map.Entry<String, Long>> sorted =
        byReason.entrySet().stream()
            .sorted(
                comparing((Map.Entry<String, Long> entry) -> -entry.getValue())
                    .thenComparing(comparingByKey()))
            .toList();
    String reasons =
        sorted.stream()
            .limit(SHOWN)
            .map(entry -> String.format(Locale.ROOT, "%s %,d", entry.getKey(), entry.getValue()))
            .collect(joining(", "));
    long more = sorted.stream().skip(SHOWN).mapToLong(Map.Entry::getValue).sum();
    return String.format(Locale.ROOT, "%,d", total())
        + (reasons.isEmpty() ? "" : ": " + reasons)
        + (more == 0 ? "" : String.format(Locale.ROOT, ", other reasons %,d", more));
  }
}
