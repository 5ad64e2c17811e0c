package io.github.heatmill.job.compare;

import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.heatmill.job.support.Demo;
import io.github.heatmill.job.support.MadeUpRun;
import io.github.heatmill.job.support.Run;
import io.github.heatmill.job.support.Spark;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs in which the two most probable classes of an image are explained. */
class CompareSeveralTargetsTest {
  private static final String UP = "array(0, 1, 2, 3)";
  private static final String DOWN = "array(3, 2, 1, 0)";

  @TempDir Path folder;

  /** One of the explained classes of a.jpg, a cat. */
  private static Dataset<Row> target(
      String predicted, double probability, int rank, String target, String map) {
    return MadeUpRun.maps(
            "('a.jpg', 'cat', '%s', %s, %s, NULL, true)".formatted(predicted, probability, map))
        .withColumn("target_rank", lit(rank))
        .withColumn("target_name", lit(target))
        .withColumn("target", expr("IF(target_name = 'cat', 0, 1)"));
  }

  private Path run(String name, Dataset<Row> maps) throws IOException {
    Path run = MadeUpRun.writeUnmeasured(folder.resolve(name), maps);
    String manifest = Files.readString(run.resolve("manifest.json"));
    String several = manifest.replace("\"settings\": {", "\"settings\": {\"target\": \"top:2\", ");
    assertThat(several).isNotEqualTo(manifest);
    Demo.write(run.resolve("manifest.json"), several.getBytes(StandardCharsets.UTF_8));
    return run;
  }

  /** The candidate predicts another class, so that the ranks of the two classes change places. */
  @Test
  void mapsArePairedByTheirClassAndPredictionsCountOnce() throws IOException {
    Path baseline =
        run("baseline", target("cat", 0.9, 1, "cat", UP).union(target("cat", 0.9, 2, "dog", DOWN)));
    Path candidate =
        run(
            "candidate",
            target("dog", 0.6, 1, "dog", DOWN).union(target("dog", 0.6, 2, "cat", UP)));
    Path output = folder.resolve("output");

    Run run = CompareNumbersTest.compare(baseline, candidate, output);

    assertThat(run.errors()).isEmpty();
    JsonNode summary = CompareNumbersTest.json(output).get("summary");
    assertThat(summary.get("maps").asInt()).isEqualTo(2);
    assertThat(summary.get("ambiguous").asInt(-1)).isZero();
    assertThat(summary.get("mean_rank_correlation").asDouble()).isEqualTo(1);
    assertThat(summary.get("same_prediction").asDouble(-1)).isZero();
    assertThat(summary.get("mean_accuracy_change").asDouble()).isEqualTo(-1);
    assertThat(
            Spark.session()
                .read()
                .parquet(output.resolve("images").toString())
                .selectExpr("baseline_target", "candidate_target", "class", "first_target")
                .orderBy("class")
                .collectAsList())
        .extracting(Row::toString)
        .containsExactly("[cat,cat,cat,true]", "[dog,dog,dog,false]");
    // One image, two maps of it.
    assertThat(
            Spark.session()
                .read()
                .parquet(output.resolve("classes").toString())
                .where("class IS NULL AND number IN ('same_prediction', 'rank_correlation')")
                .selectExpr("number", "images")
                .orderBy("number")
                .collectAsList())
        .extracting(Row::toString)
        .containsExactly("[rank_correlation,2]", "[same_prediction,1]");
    assertThat(Files.readString(output.resolve("compare.html")))
        .contains("maps are paired by class");
  }
}
