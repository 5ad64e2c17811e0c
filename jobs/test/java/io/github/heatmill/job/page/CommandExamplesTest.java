package io.github.heatmill.job.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.heatmill.job.page.CommandExamples.Example;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line understands every call of the documentation. */
class CommandExamplesTest {
  private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][a-z0-9-]+");

  /** Options of {@code spark-submit}, {@code scripts/heatmill} and {@code scripts/test.sh}. */
  private static final Set<String> OTHER_OPTIONS =
      Set.of(
          "--spark",
          "--conf",
          "--driver-memory",
          "--jars",
          "--packages",
          "--files",
          "--properties-file",
          "--all");

  static List<Example> whole() {
    return CommandExamples.whole();
  }

  static List<Example> withinSentences() {
    return CommandExamples.withinSentences();
  }

  @Test
  void thereAreExamplesInPagesAndSettings() {
    assertThat(whole()).hasSizeGreaterThan(20).extracting(Example::place).contains("README.md");
    assertThat(whole()).extracting(Example::place).contains("conf/example-audit.args");
    assertThat(withinSentences()).hasSizeGreaterThan(20);
  }

  @ParameterizedTest
  @MethodSource("whole")
  void aWholeCallIsUnderstood(Example example) {
    if (example.isShortened()) {
      assertOptionsAreKnown(example);
    } else {
      assertThat(HeatmillLine.parse(example.words()).hasSubcommand()).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("withinSentences")
  void aCallWithinASentenceHasKnownOptions(Example example) {
    assertOptionsAreKnown(example);
  }

  private static void assertOptionsAreKnown(Example example) {
    if (example.words().get(0).equals("...")) {
      return; // Stands for any command.
    }
    assertThat(example.words())
        .filteredOn(word -> word.startsWith("-"))
        .map(word -> word.split("=")[0])
        .isSubsetOf(HeatmillLine.options(example.words().get(0)));
  }

  @Test
  void anUnknownOptionWouldBeNoticed() {
    List<String> unknown = List.of("sql", "--input", "audit/", "--inputs", "audit/");

    assertThatThrownBy(() -> HeatmillLine.parse(unknown))
        .isInstanceOf(UnmatchedArgumentException.class);
    assertThat(HeatmillLine.options("sql")).contains("--input").doesNotContain("--inputs");
    assertThatThrownBy(() -> HeatmillLine.parse(List.of("sql")))
        .isInstanceOf(MissingParameterException.class);
  }

  static List<Page> pages() {
    return Page.all();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyOptionOfAPageExists(Page page) {
    Set<String> options = HeatmillLine.options();

    assertThat(page.code())
        .filteredOn(code -> !code.startsWith("jar ") && !code.startsWith("javac "))
        .flatMap(code -> OPTION.matcher(code).results().map(found -> found.group()).toList())
        .allMatch(option -> options.contains(option) || OTHER_OPTIONS.contains(option));
  }
}
