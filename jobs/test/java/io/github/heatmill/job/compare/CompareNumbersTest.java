package io.github.heatmill.job.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.heatmill.job.support.MadeUpRun;
import io.github.heatmill.job.support.Run;
import io.github.heatmill.job.support.Spark;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every number of a comparison of a few rows, by hand. */
public class CompareNumbersTest {
  private static final double EXACT = 1e-12;

  @TempDir static Path folder;
  private static Run run;
  private static JsonNode summary;

  @BeforeAll
  public static void compare() throws IOException {
    Path baseline =
        MadeUpRun.write(
            folder.resolve("baseline"),
            MadeUpRun.maps(
                "('a.jpg', 'cat', 'cat', 0.9, array(0, 1, 2, 3), 0.25, true)",
                "('b.jpg', 'cat', 'cat', 0.5, array(0, 1, 2, 3), 0.5, true)",
                "('c.jpg', 'dog', 'dog', 0.6, array(0, 1, 2, 3), NULL, true)",
                "('gone.jpg', 'dog', 'dog', 0.6, array(0, 1, 2, 3), NULL, true)",
                "('failed.jpg', 'dog', 'dog', 0.6, array(0, 1, 2, 3), NULL, true)"),
            "broken.jpg");
    Path candidate =
        MadeUpRun.write(
            folder.resolve("candidate"),
            MadeUpRun.maps(
                "('a.jpg', 'cat', 'cat', 0.9, array(0, 1, 2, 3), 0.25, true)",
                "('b.jpg', 'cat', 'cat', 0.75, array(3, 2, 1, 0), 0.25, true)",
                "('c.jpg', 'dog', 'cat', 0.8, array(1, 0, 2, 3), 0.1, true)",
                "('new.jpg', 'dog', 'dog', 0.6, array(0, 1, 2, 3), NULL, true)"),
            "failed.jpg",
            "broken.jpg");
    run = compare(baseline, candidate, folder.resolve("output"));
    assertThat(run.errors()).isEmpty();
    summary = json(folder.resolve("output")).get("summary");
  }

  public static Run compare(Path baseline, Path candidate, Path output, String... more) {
    List<String> command =
        List.of(
            "compare",
            "--baseline",
            baseline.toString(),
            "--candidate",
            candidate.toString(),
            "--output",
            output.toString());
    return Run.of(Stream.concat(command.stream(), Stream.of(more)).toArray(String[]::new));
  }

  static JsonNode json(Path output) throws IOException {
    return new ObjectMapper().readTree(output.resolve("summary.json").toFile());
  }

  @ParameterizedTest
  @CsvSource({
    "matched, 3", // a, b, c
    "only_in_baseline, 1", // gone
    "only_in_candidate, 1", // new
    "failed, 2", // failed, broken
    "errors_in_baseline, 1",
    "errors_in_candidate, 2",
    "ambiguous, 0",
    "maps, 3",
    "resized, 0",
    "other_pixels, 0",
    "same_answer_different_evidence, 1" // b: its correlation is -1
  })
  void imagesAreCounted(String name, long count) {
    assertThat(summary.get(name).asLong(-1)).isEqualTo(count);
  }

  @ParameterizedTest
  @CsvSource({
    // 1, -1, and for two neighbours exchanged 1 - 6 (1 + 1) / (4 (16 - 1)) = 0.8
    "mean_rank_correlation, 0.26666666666666666",
    "lowest_class_rank_correlation, 0", // cat: 1 and -1
    "mean_iou, 0.6666666666666666", // the hottest place is the same, another, the same
    "same_prediction, 0.6666666666666666",
    "mean_probability_change, 0.15", // 0, 0.25, 0.2
    "mean_accuracy_change, -0.3333333333333333", // c is no longer right
    "mean_on_object_change, 0.2222222222222222", // 0, (3 + 2) / 6 - (0 + 1) / 6, 0
    "mean_deletion_change, -0.125" // 0, -0.25, and c lacks a number
  })
  void meansAreOverTheImagesThatHaveBothNumbers(String name, double mean) {
    assertThat(summary.get(name).asDouble()).isCloseTo(mean, within(EXACT));
  }

  @Test
  void whatNobodyMeasuredIsNull() {
    assertThat(summary.get("mean_insertion_change").isNull()).isTrue();
  }

  @Test
  void everyPairHasARow() {
    List<Row> rows =
        Spark.table(folder.resolve("output"), "images")
            .orderBy("image")
            .selectExpr(
                "image",
                "class",
                "baseline_predicted",
                "candidate_predicted",
                "same_prediction",
                "rank_correlation",
                "metrics.deletion_change")
            .collectAsList();

    assertThat(rows)
        .hasToString(
            "[[a.jpg,cat,cat,cat,true,1.0,0.0], [b.jpg,cat,cat,cat,true,-1.0,-0.25],"
                + " [c.jpg,dog,dog,cat,false,0.8,null]]");
  }

  @Test
  void aClassHasTheMeanOfItsImagesAndOneImageHasNoSpread() {
    List<Row> rows =
        Spark.table(folder.resolve("output"), "classes")
            .where("number = 'rank_correlation' AND class IS NOT NULL")
            .orderBy("class")
            .selectExpr("class", "images", "mean", "low <= -1 + 1e-9", "high >= 1 - 1e-9")
            .collectAsList();

    // A resample that draws only a, or only b, has the mean 1, or -1: more than 5 % of all do.
    assertThat(rows).hasToString("[[cat,2,0.0,true,true], [dog,1,0.8,false,false]]");
    Row dog =
        Spark.table(folder.resolve("output"), "classes")
            .where("number = 'rank_correlation' AND class = 'dog'")
            .selectExpr("low = mean AND high = mean")
            .first();
    assertThat(dog.getBoolean(0)).isTrue();
  }

  @Test
  void theSameAnswerFromDifferentEvidenceHasAListOfItsOwn() {
    assertThat(
            Spark.table(folder.resolve("output"), "same_answer_different_evidence")
                .select("image")
                .collectAsList())
        .hasToString("[[b.jpg]]");
    assertThat(run.out())
        .contains(
            "Same answer, different evidence: 1 of 3 pairs (same prediction, rank correlation below 0.5)");
  }

  @Test
  void aReleaseIsStoppedByTheNumbersThatMoved() throws IOException {
    Path again = folder.resolve("again");
    Run stopped =
        compare(
            folder.resolve("baseline"),
            folder.resolve("candidate"),
            again,
            "--min-matched",
            "0.6",
            "--fail-if",
            "mean_rank_correlation < 0.8",
            "--agreement",
            "-1");

    assertThat(stopped.exit()).isEqualTo(1);
    assertThat(stopped.errors())
        .containsExactly(
            "heatmill: Failed: --fail-if holds: mean_rank_correlation < 0.8 (mean_rank_correlation is 0.2667)");
    assertThat(json(again).get("failure").asText()).startsWith("--fail-if holds");
    // Nothing is below -1.
    assertThat(json(again).at("/summary/same_answer_different_evidence").asInt(-1)).isZero();
  }
}
