package io.github.heatmill.job.problem;

import io.github.heatmill.model.ModelRunException;
import io.github.heatmill.naming.Secrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
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

  private static final Pattern LOST_DISK =
      Pattern.compile(
          "Input/output error|Read-only file system|Stale file handle|No such device"
              + "|Transport endpoint is not connected");

  private static final Pattern LOST_EXECUTOR =
      Pattern.compile("ExecutorLostFailure \\(executor (\\S+) .*?Reason: ([^\\n]+)");

  /** What a task throws that nobody foresaw. */
  private static final Pattern FAULT =
      Pattern.compile("Lost task [^\\n]*: (?:java\\.lang|scala)\\.\\w+");

  private static final String AGAIN = "then give the same command again)";

  /** As {@link #of(Throwable, List)}, where nothing was written. */
  public static FailureReason of(Throwable failure) {
    return of(failure, List.of());
  }

  /**
   * The reason of a failure.
   *
   * @param written where the command wrote, on this machine: the folder of its output, and that of
   *     temporary files
   */
  public static FailureReason of(Throwable failure, List<Path> written) {
    if (failure instanceof PieceFailedException || failure instanceof UncheckedIOException) {
      return of(failure.getCause(), written);
    }
    List<Throwable> causes =
        Stream.iterate(failure, Objects::nonNull, Throwable::getCause).toList();
    String all = String.join("\n", causes.stream().map(Throwable::toString).toList());
    Optional<String> known =
        FullDisk.line(all, written)
            .or(() -> lostDisk(all, written))
            .or(() -> LittleMemory.line(all))
            .or(() -> lostExecutor(all))
            .or(() -> lostCluster(all));
    if (known.isPresent()) {
      return new FailureReason(Secrets.without(known.get()), true);
    }
    if (failure instanceof IOException file && failure.getMessage() != null) {
      return new FailureReason(Secrets.without(of(file)), true);
    }
    boolean reported = failure instanceof SparkThrowable || failure instanceof ModelRunException;
    Optional<String> own = reported ? own(causes) : Optional.empty();
    boolean expected = own.isPresent() || reported && !FAULT.matcher(all).find();
    return new FailureReason(own.orElseGet(() -> firstLine(failure)), expected);
  }

  /** Whether a failure says that a process had too little memory. */
  public static boolean isMemory(Throwable failure) {
    return LittleMemory.line(failure.toString()).isPresent();
  }

  private static Optional<String> lostDisk(String all, List<Path> written) {
    Matcher lost = LOST_DISK.matcher(all);
    return lost.find()
        ? Optional.of(
            "Disk is lost or may not be written: "
                + lineOf(all, lost.start())
                + FullDisk.places(written)
                + " (look after the disk, "
                + AGAIN)
        : Optional.empty();
  }

  private static Optional<String> lostExecutor(String all) {
    Matcher lost = LOST_EXECUTOR.matcher(all);
    return lost.find()
        ? Optional.of(
            "Executors were lost again and again, at last executor "
                + lost.group(1)
                + ": "
                + lost.group(2).strip()
                + " (if the system ended it, give executors more memory with spark.executor.memory"
                + " and spark.executor.memoryOverhead, or choose a smaller --batch-size; "
                + AGAIN)
        : Optional.empty();
  }

  private static Optional<String> lostCluster(String all) {
    return all.contains("stopped SparkContext")
        ? Optional.of(
            "Spark was stopped by its cluster: no master has answered, or it has ended the"
                + " application (look at the lines above; check spark.master, and that"
                + " spark.authenticate.secret is that of the cluster; "
                + AGAIN)
        : Optional.empty();
  }

  /** The line around a place of a text, without the names of exceptions before it. */
  private static String lineOf(String text, int place) {
    String line = text.substring(text.lastIndexOf('\n', place) + 1).lines().findFirst().orElse("");
    return line.replaceFirst("^.*?(?:Exception|Error): (?=.)", "");
  }

  /** Exceptions about files often hold nothing but the name of the file. */
  private static String of(IOException failure) {
    String message = firstLine(failure);
    boolean bare = failure instanceof FileSystemException file && file.getReason() == null;
    if (bare && failure instanceof NoSuchFileException) {
      return "Missing file: " + message + " (must exist)";
    }
    if (bare && failure instanceof AccessDeniedException) {
      return "No permission: " + message + " (change its mode or its owner)";
    }
    if (bare && failure instanceof FileAlreadyExistsException) {
      return "File in the way: " + message + " (must be a folder, or not exist)";
    }
    return message;
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
