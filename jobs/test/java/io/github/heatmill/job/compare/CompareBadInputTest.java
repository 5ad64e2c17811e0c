package io.github.heatmill.job.compare;

import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.heatmill.job.support.MadeUpRun;
import io.github.heatmill.job.support.Run;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Comparisons of runs that lack something, or have nothing in common. */
class CompareBadInputTest {
  @TempDir Path folder;

  private static Dataset<Row> two() {
    return MadeUpRun.maps(
        "('x/a.jpg', 'cat', 'cat', 0.9, array(0, 1, 2, 3), 0.25, true)",
        "('x/b.jpg', 'dog', 'dog', 0.5, array(3, 2, 1, 0), 0.5, true)");
  }

  private Path run(String name, Dataset<Row> maps, String... failed) {
    return MadeUpRun.write(folder.resolve(name), maps, failed);
  }

  /** Compares two images with themselves after a change. */
  private Run compared(UnaryOperator<Dataset<Row>> change, String... more) {
    return CompareNumbersTest.compare(
        run("baseline", two()), run("candidate", change.apply(two())), output(), more);
  }

  private Path output() {
    return folder.resolve("output");
  }

  private JsonNode summary() throws IOException {
    return CompareNumbersTest.json(output()).get("summary");
  }

  private String page() throws IOException {
    return Files.readString(output().resolve("compare.html"), StandardCharsets.UTF_8);
  }

  @Test
  void withoutMetricsBoxesAndLabelsWhatIsMissingIsSaid() throws IOException {
    Dataset<Row> bare = two().drop("metrics", "boxes", "fingerprint", "label", "label_name");
    Run run =
        CompareNumbersTest.compare(
            MadeUpRun.writeUnmeasured(folder.resolve("baseline"), bare),
            MadeUpRun.writeUnmeasured(folder.resolve("candidate"), bare),
            output());

    assertThat(run.errors()).isEmpty();
    assertThat(run.exit()).isZero();
    assertThat(summary().get("mean_rank_correlation").asDouble()).isEqualTo(1);
    assertThat(summary().get("mean_on_object_change").isNull()).isTrue();
    assertThat(summary().get("mean_accuracy_change").isNull()).isTrue();
    assertThat(page())
        .contains("Neither run has measured metrics")
        .contains("Nothing is said about objects")
        .contains("Nothing is said about accuracy");
  }

  @Test
  void runsWithoutACommonImageAreRefusedWithExamplesOfEach() {
    UnaryOperator<Dataset<Row>> moved = all -> all.withColumn("image", expr("concat('y/', image)"));
    Run apart = compared(moved);

    assertThat(apart.exit()).isEqualTo(2);
    assertThat(apart.errors())
        .containsExactly(
            "heatmill: No image in common: the baseline explained such as x/a.jpg and x/b.jpg; the candidate"
                + " explained such as y/x/a.jpg and y/x/b.jpg (images are paired by their whole names;"
                + " --match-parts N pairs them by the last N parts of their names)");
    assertThat(output()).doesNotExist();

    Run together =
        CompareNumbersTest.compare(
            folder.resolve("baseline"),
            folder.resolve("candidate"),
            output(),
            "--match-parts",
            "2");
    assertThat(together.exit()).isZero();
    assertThat(together.out()).contains("2 matched, paired by the last 2 parts of their names");
  }

  @Test
  void runsOfErrorsAloneAndOfNothingAreRefused() {
    Run errors =
        CompareNumbersTest.compare(
            run("failed", two().where("false"), "x/a.jpg"),
            run("empty", two().where("false")),
            output());

    assertThat(errors.exit()).isEqualTo(2);
    assertThat(errors.errors().get(0))
        .startsWith(
            "heatmill: No image in common: the baseline explained no image; the candidate explained no image");
  }

  @Test
  void everythingThatIsWrongWithACommandIsSaidAtOnce() {
    Path baseline = run("baseline", two());
    Run wrong =
        CompareNumbersTest.compare(
            baseline,
            folder.resolve("nowhere"),
            baseline,
            "--agreement",
            "2",
            "--match-parts",
            "-1",
            "--fail-if",
            "accuracy < 1");

    assertThat(wrong.exit()).isEqualTo(2);
    assertThat(wrong.errors()).hasSize(5);
    assertThat(wrong.errors().get(0)).startsWith("heatmill: Not a finished run: ");
    assertThat(wrong.errors().get(1)).startsWith("heatmill: Unknown name in --fail-if: accuracy");
    assertThat(wrong.errors().get(2)).startsWith("heatmill: Invalid --match-parts: -1");
    assertThat(wrong.errors().get(3)).startsWith("heatmill: Invalid --agreement: 2.0");
    assertThat(wrong.errors().get(4)).startsWith("heatmill: Output exists: ");
  }

  @Test
  @Tag("exhaustive") // Each compares whole runs.
  void aRunEqualsItselfAndAnEarlierComparisonIsReplacedOnlyWhenAsked() throws IOException {
    Path baseline = run("baseline", two());
    String equal = "mean_rank_correlation < 1 OR mean_iou < 1";
    Run same = CompareNumbersTest.compare(baseline, baseline, output(), "--fail-if", equal);

    assertThat(same.errors()).isEmpty();
    assertThat(same.exit()).isZero();
    assertThat(summary().get("mean_rank_correlation").asDouble()).isEqualTo(1);
    assertThat(summary().get("same_answer_different_evidence").asInt(-1)).isZero();

    assertThat(CompareNumbersTest.compare(baseline, baseline, output()).exit()).isEqualTo(2);
    assertThat(CompareNumbersTest.compare(baseline, baseline, output(), "--overwrite").exit())
        .isZero();
    assertThat(CompareNumbersTest.compare(baseline, baseline, baseline, "--overwrite").errors())
        .containsExactly(
            "heatmill: Output is a run: " + baseline + " (name another folder for the comparison)");
  }

  @Test
  @Tag("exhaustive") // Each compares whole runs.
  void oneClassIsSaidAndMapsOfTwoSizesAreComparedAtTheLarger() throws IOException {
    // Twice as wide, and as bright at the same places: the order of places stays.
    Run run =
        compared(
            all ->
                all.where("label_name = 'cat'")
                    .withColumn(
                        "heatmap",
                        expr("heatmap_resize(heatmap, 2 * heatmap.height, 2 * heatmap.width)")));

    assertThat(run.exit()).isZero();
    assertThat(summary().get("matched").asInt()).isEqualTo(1);
    assertThat(summary().get("resized").asInt()).isEqualTo(1);
    assertThat(summary().get("mean_rank_correlation").asDouble()).isGreaterThan(0.99);
    assertThat(page())
        .contains("All images are of one class")
        .contains("the smaller one is resized to the larger");
  }

  @Test
  @Tag("exhaustive") // Each compares whole runs.
  void flatMapsHaveNoCorrelationAndOtherPixelsUnderANameAreSaid() throws IOException {
    Run run =
        compared(
            all ->
                all.withColumn("heatmap", expr("heatmap_of(1, 2, array(1F, 1F))"))
                    .withColumn("fingerprint", lit(7L))
                    .withColumn("status", lit("flat")),
            "--fail-if",
            "mean_rank_correlation < 0.8");

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.errors())
        .containsExactly(
            "heatmill: Failed: --fail-if cannot be decided: mean_rank_correlation < 0.8"
                + " (not known: mean_rank_correlation)");
    assertThat(summary().get("same_answer_different_evidence").asInt(-1)).isZero();
    assertThat(summary().get("other_pixels").asInt()).isEqualTo(2);
    assertThat(page()).contains("Some files changed between the runs");
  }

  @Test
  @Tag("exhaustive") // Each compares whole runs.
  void aNameOfSeveralImagesIsInNoPairAndMetricsOfOneRunAloneAreNamed() throws IOException {
    Dataset<Row> twice =
        two().union(two().where("label_name = 'cat'").withColumn("fingerprint", lit(7L)));
    Path baseline = run("baseline", two());
    Path manifest = baseline.resolve("manifest.json");
    Files.writeString(
        manifest,
        Files.readString(manifest)
            .replace("[{\"id\"", "[{\"id\": \"energy_pointing_game\"}, {\"id\""));
    Run run =
        CompareNumbersTest.compare(
            baseline, MadeUpRun.writeUnmeasured(folder.resolve("candidate"), twice), output());

    assertThat(run.exit()).isZero();
    assertThat(summary().get("ambiguous").asInt()).isEqualTo(1);
    assertThat(summary().get("maps").asInt()).isEqualTo(1);
    assertThat(page())
        .contains("Only the baseline has measured energy_pointing_game, deletion")
        .contains(
            "Evidence on the object is the share within outlines for the run that has measured");
    assertThat(summary().get("mean_deletion_change").isNull()).isTrue();
  }
}
