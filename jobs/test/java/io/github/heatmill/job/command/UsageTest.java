package io.github.heatmill.job.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.job.session.Version;
import io.github.heatmill.job.support.Run;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command line itself. */
class UsageTest {
  private static final String SOME = "--model m.pt --output out";

  static Stream<Arguments> misuses() {
    return Stream.of(
        Arguments.of("", "Missing required subcommand"),
        Arguments.of("explain " + SOME, "Error: Missing required argument (specify one of these):"),
        Arguments.of(
            "explain --images a --output out", "Missing required option: '--model=DIR-OR-FILE'"),
        Arguments.of("explain --images a --model m.pt", "Missing required option: '--output=URI'"),
        Arguments.of("explain --images --model m.pt", "Expected parameter for option '--images'"),
        Arguments.of("explain --images a --table b " + SOME, "Error: --images=URI and ("),
        Arguments.of(
            "explain --image-column bytes " + SOME,
            "Error: Missing required argument(s): --table=NAME-OR-URI"),
        Arguments.of(
            "explain --images a --batch-size many " + SOME,
            "Invalid value for option '--batch-size': 'many' is not an int"),
        Arguments.of(
            "explain --images a --normalize 0,0,x " + SOME,
            "Invalid value for option '--normalize' (V): 'x' is not a float"),
        Arguments.of("explain --images a --speed 9 " + SOME, "Unknown option: '--speed'"),
        Arguments.of("report --input run", "Missing required option: '--output=FILE'"),
        Arguments.of(
            "report --input run --output page.html --images a --table b",
            "Error: --images=URI and ("),
        Arguments.of("layers", "Missing required option: '--model=DIR-OR-FILE'"));
  }

  @ParameterizedTest
  @MethodSource("misuses")
  void aMisuseIsNamedAndTheUsageShown(String line, String problem) {
    Run run = Run.of(line.isEmpty() ? new String[0] : line.split(" "));

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.errors().get(0)).startsWith(problem);
    assertThat(run.errors()).anyMatch(text -> text.startsWith("Usage: heatmill"));
    assertThat(run.out()).isEmpty();
  }

  @Test
  void aMisspeltCommandIsMended() {
    Run run = Run.of("exlpain");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.errors())
        .containsExactly(
            "Unmatched argument at index 0: 'exlpain'",
            "Did you mean: heatmill explain or heatmill compare?");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "compare ",
        "explain ",
        "layers ",
        "methods ",
        "metrics ",
        "plan ",
        "report ",
        "sanity ",
        "score ",
        "sql "
      })
  void everyCommandHasHelp(String command) {
    Run run = Run.of((command + "--help").split(" "));

    assertThat(run.exit()).isZero();
    assertThat(run.errors()).isEmpty();
    assertThat(run.out()).startsWith(("Usage: heatmill " + command).strip());
  }

  @ParameterizedTest
  @ValueSource(strings = {"--version", "explain --version", "-V"})
  void theVersionIsTold(String line) {
    Run run = Run.of(line.split(" "));

    assertThat(run.exit()).isZero();
    assertThat(run.out()).isEqualTo("heatmill " + Version.current() + "\n");
  }

  @Test
  void helpNamesTheDefaults() {
    assertThat(Run.of("explain", "--help").out().replaceAll("\\s+", " "))
        .contains("Methods (default: grad-cam,layer-cam,random).")
        .contains("Images in one forward pass (default: 16).")
        .contains(
            "Predicted classes kept for each image (default: topK in serving.properties, or 5).")
        .contains("Larger images are refused before they are decoded (default: 100).")
        .contains("Format of a URI (default: parquet; others as Spark has readers).");
  }
}
