package io.github.heatmill.job;

import io.github.heatmill.job.command.CommandVersion;
import io.github.heatmill.job.command.CompareCommand;
import io.github.heatmill.job.command.ExplainCommand;
import io.github.heatmill.job.command.LayersCommand;
import io.github.heatmill.job.command.MethodsCommand;
import io.github.heatmill.job.command.MetricsCommand;
import io.github.heatmill.job.command.PlanCommand;
import io.github.heatmill.job.command.ReportCommand;
import io.github.heatmill.job.command.SanityCommand;
import io.github.heatmill.job.command.ScoreCommand;
import io.github.heatmill.job.command.SecretArguments;
import io.github.heatmill.job.command.ShortcutsCommand;
import io.github.heatmill.job.command.SqlCommand;
import io.github.heatmill.job.console.TerminalStream;
import io.github.heatmill.job.problem.ConfigurationException;
import io.github.heatmill.job.problem.FailureReason;
import io.github.heatmill.naming.Secrets;
import io.github.heatmill.udf.request.DriverFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FSError;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParseResult;

/** The command line. */
@Command(
    name = "heatmill",
    description = "Where does a vision model look, over a whole image dataset?",
    mixinStandardHelpOptions = true,
    scope = CommandLine.ScopeType.INHERIT,
    versionProvider = CommandVersion.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      CompareCommand.class,
      ExplainCommand.class,
      LayersCommand.class,
      MethodsCommand.class,
      MetricsCommand.class,
      PlanCommand.class,
      ReportCommand.class,
      SanityCommand.class,
      ScoreCommand.class,
      ShortcutsCommand.class,
      SqlCommand.class
    })
public final class Heatmill {
  /**
   * Runs a command; exits the JVM only if it failed, so that the driver of a cluster ends as usual.
   */
  public static void main(String[] arguments) {
    TerminalStream.install();
    Interruption interruption = Interruption.handle(arguments);
    PrintWriter errors = new PrintWriter(System.err, true);
    int exit = usesPrivateFolder(errors) ? run(arguments, errors) : ExitCode.SOFTWARE;
    interruption.finished();
    if (exit != ExitCode.OK) {
      Interruption.silence(); // Spark may have been left in any state.
      System.exit(exit);
    }
  }

  /**
   * Spark, DJL and other libraries write temporary files, which are none of other users' business.
   */
  private static boolean usesPrivateFolder(PrintWriter errors) {
    try {
      System.setProperty("java.io.tmpdir", DriverFiles.folder().toString());
      return true;
    } catch (IOException e) {
      failed(e, List.of(), errors);
      return false;
    }
  }

  /**
   * Runs a command; returns 0 if it succeeded, 1 if it failed, and 2 if the settings were invalid.
   */
  public static int run(String[] arguments, PrintWriter errors) {
    List<String> secrets = SecretArguments.problems(arguments);
    if (!secrets.isEmpty()) {
      secrets.forEach(problem -> errors.println("heatmill: " + problem));
      return ExitCode.USAGE;
    }
    CommandLine line =
        new CommandLine(new Heatmill())
            .setErr(errors)
            // Otherwise --images, which takes many places, would take a misspelt option for a
            // place.
            .setUnmatchedOptionsAllowedAsOptionParameters(false)
            .setExecutionExceptionHandler(
                (exception, it, parsed) -> failure(exception, written(parsed), errors));
    try {
      return line.execute(arguments);
    } catch (FSError | OutOfMemoryError e) { // Hadoop throws the first if a local disk is full.
      return failed(e, written(line.getParseResult()), errors);
    }
  }

  /** Where the command writes on this machine. */
  private static List<Path> written(ParseResult parsed) {
    List<Path> places = new ArrayList<>();
    if (parsed.hasSubcommand()) {
      Object output = parsed.subcommand().matchedOptionValue("--output", null);
      if (output instanceof String place && !place.contains("://")) {
        places.add(Path.of(place.replaceFirst("^file:", "")));
      }
    }
    temporaryFolder().ifPresent(places::add);
    return places;
  }

  private static Optional<Path> temporaryFolder() {
    try {
      return Optional.of(DriverFiles.folder().getParent());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static int failure(Exception exception, List<Path> written, PrintWriter errors) {
    if (FailureReason.isMemory(exception)) {
      return failed(exception, written, errors);
    }
    if (exception instanceof ConfigurationException
        || exception instanceof IllegalArgumentException) {
      Secrets.without(String.valueOf(exception.getMessage()))
          .lines()
          .forEach(problem -> errors.println("heatmill: " + problem));
      return ExitCode.USAGE;
    }
    return failed(exception, written, errors);
  }

  private static int failed(Throwable failure, List<Path> written, PrintWriter errors) {
    FailureReason reason = FailureReason.of(failure, written);
    errors.println("heatmill: Failed: " + reason.line());
    if (!reason.expected()) {
      // An unexpected failure, which nobody else logs.
      errors.print(Secrets.without(stackTrace(failure)));
      errors.flush();
    }
    return ExitCode.SOFTWARE;
  }

  private static String stackTrace(Throwable failure) {
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace, true));
    return trace.toString();
  }
}
