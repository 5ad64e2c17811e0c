package io.github.heatmill.job.compare;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.heatmill.job.support.Demo;
import io.github.heatmill.job.support.MeasuredDemo;
import io.github.heatmill.job.support.Run;
import io.github.heatmill.job.support.Spark;
import io.github.heatmill.model.file.NetworkFile;
import io.github.heatmill.model.randomise.Cascade;
import io.github.heatmill.report.Browser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Comparisons of runs over six of the demo's pictures: with itself, and with another network. */
class CompareDemoTest {
  @TempDir static Path folder;
  private static final String PARTITIONS = "spark.sql.shuffle.partitions";
  private static Path changed;

  @BeforeAll
  static void explain() throws IOException {
    assertThat(MeasuredDemo.EXPLAINED.errors()).isEmpty();
    assertThat(MeasuredDemo.SCORED.errors()).isEmpty();
    changed = folder.resolve("changed");
    Run run =
        Run.of(
            "explain",
            "--images",
            MeasuredDemo.IMAGES.toString(),
            "--model",
            forgetful(folder.resolve("model")).toString(),
            "--methods",
            "grad-cam",
            "--labels",
            "folder",
            "--batch-size",
            "4",
            "--resize",
            "" + MeasuredDemo.SIDE,
            "--input-size",
            "" + MeasuredDemo.SIDE,
            "--output",
            changed.toString());
    assertThat(run.errors()).isEmpty();
  }

  /** The demo's network without what its classifier has learned. */
  private static Path forgetful(Path model) throws IOException {
    for (String name : List.of("serving.properties", "synset.txt")) {
      Demo.copy(Demo.MODEL.resolve(name), model.resolve(name));
    }
    Path original = Demo.MODEL.resolve("demo.pt");
    Cascade cascade = NetworkFile.read(original).cascade();
    cascade.write(cascade.levels().get(0), original, model.resolve("forgetful.pt"));
    return model;
  }

  private static JsonNode summary(Path output) throws IOException {
    return CompareNumbersTest.json(output).get("summary");
  }

  @Test
  void runsThatMadeTheSameMapsAreEqualInEveryNumber() throws IOException {
    Path output = folder.resolve("equal");
    Run run =
        CompareNumbersTest.compare(
            MeasuredDemo.AT_ONCE,
            MeasuredDemo.LATER,
            output,
            "--fail-if",
            "mean_rank_correlation < 1 OR same_prediction < 1 OR mean_deletion_change <> 0");

    assertThat(run.errors()).isEmpty();
    assertThat(run.exit()).isZero();
    // Two methods, as random is left out.
    assertThat(summary(output).get("maps").asInt()).isEqualTo(2 * 6);
    assertThat(summary(output).get("mean_energy_pointing_game_change").asDouble(-1)).isZero();
    assertThat(
            Spark.table(output, "classes")
                .where("number LIKE '%_change' AND (low <> 0 OR high <> 0)")
                .count())
        .isZero();
  }

  @Test
  @Tag("exhaustive") // Compares whole runs several times.
  void theAnswerDoesNotDependOnHowDataIsPartitioned() throws IOException {
    Path two = folder.resolve("two-partitions");
    Path seven = folder.resolve("seven-partitions");
    CompareNumbersTest.compare(MeasuredDemo.AT_ONCE, changed, two);
    Spark.session().conf().set(PARTITIONS, "7");
    try {
      CompareNumbersTest.compare(MeasuredDemo.AT_ONCE, changed, seven);
    } finally {
      Spark.session().conf().set(PARTITIONS, "2");
    }

    assertThat(summary(seven)).isEqualTo(summary(two));
    assertThat(Spark.json(seven, "classes")).isEqualTo(Spark.json(two, "classes"));
    assertThat(Spark.json(seven, "images")).isEqualTo(Spark.json(two, "images"));
  }

  @Test
  void anotherNetworkLooksElsewhere() throws IOException {
    Path output = folder.resolve("moved");
    Run run =
        CompareNumbersTest.compare(
            MeasuredDemo.AT_ONCE, changed, output, "--fail-if", "same_prediction < 1");

    assertThat(run.exit()).isEqualTo(1);
    assertThat(summary(output).get("matched").asInt()).isEqualTo(6);
    assertThat(summary(output).get("mean_rank_correlation").asDouble()).isLessThan(0.9);
    assertThat(run.errors()).hasSize(1);
  }

  @Test
  void aMapCanBeComparedWithThatOfAnotherMethod() throws IOException {
    Path output = folder.resolve("methods");
    Run run =
        CompareNumbersTest.compare(
            MeasuredDemo.AT_ONCE,
            MeasuredDemo.AT_ONCE,
            output,
            "--baseline-method",
            "grad-cam",
            "--candidate-method",
            "eigen-cam");

    assertThat(run.errors()).isEmpty();
    assertThat(summary(output).get("same_prediction").asDouble()).isEqualTo(1);
    assertThat(summary(output).get("mean_rank_correlation").asDouble()).isLessThan(1);
    assertThat(run.out()).contains("grad-cam at ").contains(" with eigen-cam at ");
  }

  @Test
  @EnabledIf(
      value = "io.github.heatmill.report.Browser#isInstalled",
      disabledReason = Browser.MISSING)
  void thePageOpensInABrowserAndAsksForNothing() throws IOException {
    Path output = folder.resolve("page");
    CompareNumbersTest.compare(MeasuredDemo.AT_ONCE, changed, output);
    try (Browser browser = Browser.start()) {
      browser.open(output.resolve("compare.html"));

      assertThat(browser.texts("h2"))
          .containsExactly(
              "Summary",
              "How far the runs differ",
              "Classes",
              "Same answer, different evidence",
              "Images that changed most");
      assertThat(browser.all(".gallery .card")).isNotEmpty();
      assertThat(browser.all(".gallery .card img")).isNotEmpty();
      assertThat(browser.all(".chart svg")).hasSizeGreaterThanOrEqualTo(3);
      assertThat(browser.scrollsSideways()).isFalse();
      assertThat(browser.width(390).scrollsSideways()).isFalse();
      assertThat(browser.complaints()).isEmpty();
      assertThat(browser.requests())
          .containsExactly(output.resolve("compare.html").toUri().toString());
    }
  }
}
