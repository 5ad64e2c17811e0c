package io.github.heatmill.job.page;

import io.github.heatmill.job.Heatmill;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** The real command line, which only parses here. */
final class HeatmillLine {

  private HeatmillLine() {}

  private static CommandLine line() {
    return new CommandLine(new Heatmill()).setUnmatchedOptionsAllowedAsOptionParameters(false);
  }

  /** Whether there is a command of this name. */
  static boolean has(String command) {
    return line().getSubcommands().containsKey(command);
  }

  /**
   * Parses the arguments of a call.
   *
   * @throws CommandLine.ParameterException if the command line would refuse them
   */
  static ParseResult parse(List<String> words) {
    return line().parseArgs(words.stream().map(HeatmillLine::fromRoot).toArray(String[]::new));
  }

  /** Files of arguments are named from the root of the project. */
  private static String fromRoot(String word) {
    return word.startsWith("@") ? "@" + Page.ROOT.resolve(word.substring(1)) : word;
  }

  /** The options of a command. */
  static Set<String> options(String command) {
    return line().getSubcommands().get(command).getCommandSpec().optionsMap().keySet();
  }

  /** The options of all commands. */
  static Set<String> options() {
    return line().getSubcommands().keySet().stream()
        .flatMap(command -> options(command).stream())
        .collect(Collectors.toSet());
  }
}
