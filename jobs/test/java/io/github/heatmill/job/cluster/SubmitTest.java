package io.github.heatmill.job.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.heatmill.job.support.Demo;
import io.github.heatmill.job.support.DemoRun;
import io.github.heatmill.job.support.HeatmillJars;
import io.github.heatmill.job.support.Spark;
import io.github.heatmill.udf.HeatmillExtensions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Spark that gets Heatmill with {@code spark-submit --jars}, for a program that does not. */
@Tag("cluster")
@Tag("both-lines")
class SubmitTest {
  /** Explains the images of a run again, and compares with the run's maps. */
  private static final String QUERY =
      """
      SELECT known.image,
        known.predicted = again.answer.predicted AND known.probability = again.answer.probability
          AND known.heatmap.values = again.answer.heatmap.values AS same,
        heatmap_iou(known.heatmap, again.answer.heatmap, 0.8) AS overlap,
        heatmap_correlation(known.heatmap, again.answer.heatmap) AS correlation
      FROM (SELECT path, explain(content, 'grad-cam') AS answer FROM binaryFile.`%s/*/*.jpg`) again
      JOIN explanations known ON known.image = again.path AND known.method = 'grad-cam'
      """;

  @TempDir Path folder;

  @Test
  void functionsAndTheNetworkRunOnExecutorsThatGetHeatmillWithTheJob()
      throws IOException, InterruptedException {
    assertThat(DemoRun.RUN.exit()).isZero();
    Path answer = folder.resolve("answer");
    Cluster cluster = Cluster.withoutHeatmill(folder.resolve("spark"));

    int exit = cluster.submit(submission(String.format(QUERY, DemoRun.IMAGES), answer));

    assertThat(exit).as(cluster::log).isZero();
    assertThat(cluster.executors()).containsExactly("0", "1");
    List<Row> rows = Spark.session().read().parquet(answer.toString()).collectAsList();
    assertThat(rows).hasSize(24);
    for (Row row : rows) {
      assertThat(row.<Boolean>getAs("same")).isTrue();
      assertThat(row.<Double>getAs("overlap")).isEqualTo(1);
      assertThat(row.<Double>getAs("correlation")).isCloseTo(1, within(1e-6));
    }
  }

  private List<String> submission(String query, Path answer) {
    HeatmillJars jars = HeatmillJars.in(folder);
    List<String> arguments = new ArrayList<>();
    for (String setting :
        List.of(
            "spark.sql.extensions=" + HeatmillExtensions.class.getName(),
            "spark.heatmill.model=" + Demo.MODEL,
            "spark.heatmill.layer=" + DemoRun.STAGE4,
            "spark.sql.shuffle.partitions=4")) {
      arguments.addAll(List.of("--conf", setting));
    }
    arguments.addAll(List.of("--jars", jars.list()));
    arguments.addAll(
        List.of("--class", QueryApplication.class.getName(), jars.application().toString()));
    arguments.addAll(List.of(DemoRun.OUTPUT.resolve("explanations").toString(), query));
    arguments.add(answer.toString());
    return arguments;
  }
}
