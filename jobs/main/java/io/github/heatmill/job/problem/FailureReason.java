package io.github.heatmill.job.problem;

import io.github.heatmill.model.ModelRunException;
import io.github.heatmill.naming.Secrets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.SparkThrowable;

/**
 * The reason of a failure, in one line. It is the message of a task or a disk, which Spark wraps
 * into a report of many lines.
 *
 * @param line the reason, for users
 * @param expected whether the line is enough, or the failure is logged elsewhere
 */
public record FailureReason(String line, boolean expected) {
  private static final Pattern QUOTED =
      Pattern.compile(
          "(?:io\\.github\\.heatmill\\.[\\w.]+|java\\.lang\\.IllegalState)Exception: (.+)");

  private static final String FULL = "No space left on device";

  public static FailureReason of(Throwable failure) {
    if (failure instanceof PieceFailedException) {
      return of(failure.getCause());
    }
    List<Throwable> causes =
        Stream.iterate(failure, Objects::nonNull, Throwable::getCause).toList();
    if (causes.stream().anyMatch(cause -> String.valueOf(cause.getMessage()).contains(FULL))) {
      return new FailureReason(FULL + " (free some, then give the same command again)", true);
    }
    boolean expected = failure instanceof SparkThrowable || failure instanceof ModelRunException;
    Optional<String> own = expected ? own(causes) : Optional.empty();
    return new FailureReason(own.orElseGet(() -> firstLine(failure)), expected);
  }

  /** The exception of a task: it is a cause, or Spark quotes it if no executor is left. */
  private static Optional<String> own(List<Throwable> causes) {
    Optional<String> thrown =
        causes.stream().filter(FailureReason::isOwn).map(FailureReason::firstLine).findFirst();
    return thrown.or(
        () ->
            causes.stream()
                .map(cause -> QUOTED.matcher(String.valueOf(cause.getMessage())))
                .filter(Matcher::find)
                .map(quoted -> Secrets.without(quoted.group(1)))
                .findFirst());
  }

  private static boolean isOwn(Throwable cause) {
    return cause instanceof ModelRunException
        || cause instanceof IllegalStateException && !(cause instanceof SparkThrowable);
  }

  private static String firstLine(Throwable failure) {
    // Spark's message about a syntax error starts with an empty line.
    return Secrets.without(String.valueOf(failure.getMessage()))
        .lines()
        .filter(line -> !line.isBlank())
        .findFirst()
        .orElse("");
  }
}
