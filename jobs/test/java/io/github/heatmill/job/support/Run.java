package io.github.heatmill.job.support;

import io.github.heatmill.job.Heatmill;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import scala.Console;
import scala.Function0;

/**
 * What a user sees of a command.
 *
 * @param exit its exit status
 * @param errors the lines on standard error
 * @param out standard output
 */
public record Run(int exit, List<String> errors, String out) {
  /** Small, as every task fills one up with padding. */
  private static final int BATCH = 4;

  /** Runs a command in this JVM. */
  @SuppressWarnings("try") // The redirection ends with the block, which never names it.
  public static Run of(String... arguments) {
    Spark.share();
    StringWriter errors = new StringWriter();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream captured = new PrintStream(out, true, StandardCharsets.UTF_8);
    try (StandardOutput redirected = StandardOutput.to(captured)) {
      // What Spark shows goes where Scala found standard output when it first printed.
      Function0<Integer> run = () -> Heatmill.run(arguments, new PrintWriter(errors, true));
      int exit = Console.withOut(captured, run);
      return new Run(
          exit, errors.toString().lines().toList(), out.toString(StandardCharsets.UTF_8));
    }
  }

  /** Explains images with the demo's network. */
  public static Run demo(Object images, Object output, String... more) {
    return explain(List.of("--images", images), output, more);
  }

  /** As {@link #demo}, from a table. */
  public static Run demoTable(Object table, Object output, String... more) {
    return explain(List.of("--table", table), output, more);
  }

  /** Explains images by a network with the layers of the demo's. */
  public static Run likeDemo(Path images, Path model, Path output, String methods, String... more) {
    List<String> command = new ArrayList<>(List.of("explain", "--batch-size", "" + BATCH));
    command.addAll(List.of("--images", images.toString(), "--model", model.toString()));
    command.addAll(List.of("--output", output.toString(), "--layer", "features.stage4"));
    command.addAll(List.of("--methods", methods));
    command.addAll(List.of(more));
    return of(command.toArray(String[]::new));
  }

  /** Measures the maps of a finished run. */
  public static Run score(Object output, String... more) {
    List<String> command = List.of("score", "--input", output.toString());
    return of(Stream.concat(command.stream(), Stream.of(more)).toArray(String[]::new));
  }

  /** Makes the report of a finished run. */
  public static Run report(Object output, Object page) {
    return of("report", "--input", output.toString(), "--output", page.toString());
  }

  private static Run explain(List<Object> source, Object output, String... more) {
    return of(
        Stream.of(
                List.of("explain"),
                source,
                List.of("--model", Demo.MODEL, "--output", output, "--batch-size", BATCH),
                List.of(more))
            .flatMap(List::stream)
            .map(String::valueOf)
            .toArray(String[]::new));
  }
}
