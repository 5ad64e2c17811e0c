package io.github.heatmill.job.explain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.heatmill.job.cluster.Cluster;
import io.github.heatmill.job.output.RunOutput;
import io.github.heatmill.job.support.Demo;
import io.github.heatmill.job.support.ForeignJar;
import io.github.heatmill.job.support.Spark;
import io.github.heatmill.metric.Metric;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A metric in a jar that somebody else made, which is handed to spark-submit. The tables of a JVM
 * have the columns of the metrics that it knew at first, so this needs processes of its own.
 */
@Tag("cluster")
@Tag("exhaustive")
class ForeignMetricTest {
  private static final String SOURCE =
      """
      package com.example;

      import io.github.heatmill.metric.Column;
      import io.github.heatmill.metric.Measurement;
      import io.github.heatmill.metric.Metric;
      import io.github.heatmill.metric.MetricCard;
      import io.github.heatmill.metric.MetricInput;
      import java.util.List;

      public final class BrightShare implements Metric {
        public MetricCard card() {
          return new MetricCard(
              "bright_share", "Bright share", MetricCard.Family.FAITHFULNESS, MetricCard.Need.MAP,
              "0", "How much of the map is above the middle of its range");
        }

        public List<Column> columns() {
          return List.of(Column.lower("bright_share", 0, 1));
        }

        public String definition() {
          return "share of the pixels above 0.5";
        }

        public Measured measure(Subject subject) {
          double above = 0;
          for (float value : subject.saliency().scaled().values()) {
            above += value > 0.5 ? 1 : 0;
          }
          return Measured.of(above / subject.saliency().pixels());
        }
      }
      """;

  @TempDir static Path folder;
  private static Path output;
  private static Cluster cluster;
  private static List<String> jars;

  @BeforeAll
  static void explain() throws IOException, InterruptedException {
    Path jar = new ForeignJar(Metric.class, "BrightShare", SOURCE).in(folder);
    jars = List.of("--jars", jar.toString());
    output = folder.resolve("output");
    cluster = Cluster.in(folder.resolve("spark"));
    int exit =
        cluster.run(
            List.of(
                "explain",
                "--images",
                Demo.copy(folder.resolve("images"), 1).toString(),
                "--model",
                Demo.MODEL.toString(),
                "--methods",
                "grad-cam,random",
                "--metrics",
                "bright_share,complexity",
                "--output",
                output.toString()),
            jars);
    assertThat(exit).as(() -> cluster.log()).isZero();
  }

  @Test
  void isListed() throws IOException, InterruptedException {
    assertThat(cluster.run(List.of("metrics"), jars)).isZero();

    assertThat(cluster.log())
        .containsPattern("(?m)^bright_share +faithfulness +map +0")
        .containsPattern("(?m)^ +bright_share: 0 to 1, lower is better");
  }

  @Test
  void executorsFillItsColumnsOfMetricsAndChance() {
    Dataset<Row> table = Spark.table(output, RunOutput.EXPLANATIONS);

    assertThat(table.where("metrics.bright_share BETWEEN 0 AND 1").count()).isEqualTo(6 * 2);
    // A random map has half its pixels above the middle; enlarging keeps that roughly.
    assertThat(table.where("chance.bright_share BETWEEN 0.3 AND 0.7").count()).isEqualTo(6 * 2);
    assertThat(
            table.where("method = 'random' AND metrics.bright_share = chance.bright_share").count())
        .isEqualTo(6);
  }

  @Test
  void isSummedUpAndRecorded() throws IOException {
    assertThat(
            Spark.table(output, RunOutput.SUMMARY)
                .where("metric = 'bright_share' AND target IS NULL")
                .selectExpr("method", "better", "n", "above_chance IS NOT NULL")
                .collectAsList())
        .extracting(Row::toString)
        .containsExactlyInAnyOrder("[grad-cam,lower,6,true]", "[random,lower,6,true]");
    assertThat(
            new ObjectMapper()
                .readTree(output.resolve("manifest.json").toFile())
                .at("/measured/metrics")
                .toString())
        .contains("\"bright_share\",\"definition\":\"share of the pixels above 0.5\"");
  }
}
