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
import io.github.heatmill.job.problem.ConfigurationException;
import io.github.heatmill.job.problem.FailureReason;
import io.github.heatmill.naming.Secrets;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.apache.hadoop.fs.FSError;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

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
    int exit = run(arguments, new PrintWriter(System.err, true));
    if (exit != ExitCode.OK) {
      System.exit(exit);
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
            .setExecutionExceptionHandler((exception, it, parsed) -> failure(exception, errors));
    try {
      return line.execute(arguments);
    } catch (FSError e) { // Hadoop throws it if a local disk is full.
      return failed(e, errors);
    }
  }

  private static int failure(Exception exception, PrintWriter errors) {
    if (exception instanceof ConfigurationException
        || exception instanceof IllegalArgumentException) {
      Secrets.without(String.valueOf(exception.getMessage()))
          .lines()
          .forEach(problem -> errors.println("heatmill: " + problem));
      return ExitCode.USAGE;
    }
    return failed(exception, errors);
  }

  private static int failed(Throwable failure, PrintWriter errors) {
    FailureReason reason = FailureReason.of(failure);
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
