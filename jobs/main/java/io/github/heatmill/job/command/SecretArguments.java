package io.github.heatmill.job.command;

import io.github.heatmill.naming.Secrets;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Finds passwords and signatures in the arguments of a command, and in files of arguments
 * ({@code @FILE}). They would appear in logs, tables and the manifest, and a signature would expire
 * before a long run ends.
 */
public final class SecretArguments {
  private static final String OPTION = "--";

  private SecretArguments() {}

  /** A sentence for each argument with a secret, without the secret. */
  public static List<String> problems(String... arguments) {
    List<String> problems = new ArrayList<>();
    String option = "argument";
    for (String argument : withFiles(arguments)) {
      int value = argument.startsWith(OPTION) ? argument.indexOf('=') : -1;
      if (argument.startsWith(OPTION)) {
        option = value < 0 ? argument : argument.substring(0, value);
      }
      if (Secrets.in(argument)) {
        problems.add(
            "Secret in "
                + Secrets.without(option)
                + ": "
                + Secrets.without(argument.substring(value + 1))
                + " (must be given to Hadoop instead: in a properties file, such as"
                + " spark.hadoop.fs.s3a.access.key, in the environment, or by a credential"
                + " provider)");
      }
    }
    return problems;
  }

  /** The arguments as commands get them, with the content of argument files. */
  private static List<String> withFiles(String... arguments) {
    CommandLine none = new CommandLine(CommandSpec.create()).setUnmatchedArgumentsAllowed(true);
    return none.parseArgs(arguments).unmatched();
  }
}
