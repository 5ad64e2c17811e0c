package io.github.heatmill.job.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The calls of {@code scripts/heatmill} in the documentation. */
final class CommandExamples {
  private static final String SCRIPT = "scripts/heatmill";

  /** What a comment of a settings file says after the name of the script. */
  private static final Pattern COMMENT = Pattern.compile("(?m)^#.*?(scripts/heatmill \\S.*)$");

  private CommandExamples() {}

  /**
   * One call.
   *
   * @param place the file in which it stands
   * @param words the arguments after the name of the script, without those for spark-submit
   * @param sparkWords the arguments for spark-submit
   */
  record Example(String place, List<String> words, List<String> sparkWords) {

    /** Whether something is left out, so that required options may be missing. */
    boolean isShortened() {
      return words.stream().anyMatch(word -> word.contains("..."));
    }

    @Override
    public String toString() {
      return place + ": " + String.join(" ", words);
    }
  }

  /** Whole calls, in code blocks and in comments of settings. */
  static List<Example> whole() {
    return Stream.concat(
            Page.all().stream()
                .flatMap(
                    page ->
                        page.blocks("bash").stream()
                            .flatMap(block -> examples(page.name(), block))),
            settings().stream().flatMap(CommandExamples::inComments))
        .toList();
  }

  /** Calls within sentences, which often leave required options out. */
  static List<Example> withinSentences() {
    return Page.all().stream()
        .flatMap(page -> page.code().stream().flatMap(code -> examples(page.name(), full(code))))
        .toList();
  }

  /** The files of settings, whose comments show calls. */
  static List<String> settings() {
    try (Stream<Path> files = Files.list(Page.ROOT.resolve("conf"))) {
      Stream<String> names = files.map(file -> "conf/" + file.getFileName());
      return Stream.concat(names, Stream.of(SCRIPT)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Example> inComments(String file) {
    return COMMENT
        .matcher(Page.text(file))
        .results()
        .map(call -> call.group(1))
        .filter(call -> !call.contains("COMMAND"))
        .flatMap(call -> examples(file, call));
  }

  /** Sentences write {@code heatmill plan}, or the command alone with an option. */
  private static String full(String code) {
    if (code.startsWith("heatmill ")) {
      return "scripts/" + code;
    }
    return code.matches("[a-z]+ --?[a-z].*") && HeatmillLine.has(code.split(" ")[0])
        ? SCRIPT + " " + code
        : code;
  }

  private static Stream<Example> examples(String place, String shell) {
    return ShellWords.commands(shell).stream()
        .map(words -> words.subList(assignments(words), words.size()))
        .filter(words -> words.size() > 1 && words.get(0).equals(SCRIPT))
        .map(words -> example(place, words.subList(1, words.size())));
  }

  /** How many words at the start set variables, such as {@code HEATMILL_SPARK_LINE=spark-3.5}. */
  private static int assignments(List<String> words) {
    return (int) words.stream().takeWhile(word -> word.matches("[A-Z_]+=.*")).count();
  }

  private static Example example(String place, List<String> words) {
    int spark = words.indexOf("--spark");
    return spark < 0
        ? new Example(place, words, List.of())
        : new Example(place, words.subList(0, spark), words.subList(spark + 1, words.size()));
  }
}
