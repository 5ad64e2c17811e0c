package io.github.heatmill.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.udf.HeatmillExtensions;
import io.github.heatmill.udf.table.Float32;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Spark that gets Heatmill with {@code spark-submit --jars}, as a cluster's does. */
@Tag("cluster")
class SubmitTest {
  @TempDir Path folder;

  @Test
  void functionsRunOnExecutorsThatGetHeatmillWithTheJob() throws IOException, InterruptedException {
    assertThat(DemoRun.RUN.exit()).isZero();
    Path answer = folder.resolve("answer");
    Cluster cluster = Cluster.withoutHeatmill(folder.resolve("spark"));

    String query =
        "SELECT image, method, heatmap.values AS bytes, heatmap_values(heatmap) AS floats"
            + " FROM explanations DISTRIBUTE BY image";
    int exit = cluster.submit(submission(query, answer));

    assertThat(exit).as(cluster::log).isZero();
    assertThat(cluster.executors()).containsExactly("0", "1");
    List<Row> rows = Spark.session().read().parquet(answer.toString()).collectAsList();
    assertThat(rows).hasSize((int) Spark.table(DemoRun.OUTPUT, "explanations").count());
    for (Row row : rows) {
      List<Float> expected = new ArrayList<>();
      for (float value : Float32.values(row.getAs("bytes"))) {
        expected.add(value);
      }
      assertThat(row.<Float>getList(row.fieldIndex("floats"))).isEqualTo(expected);
    }
  }

  @Test
  void explainGivesTheMapsOfTheJobOnExecutorsThatLoadTheNetworkThemselves()
      throws IOException, InterruptedException {
    assertThat(DemoRun.RUN.exit()).isZero();
    Path answer = folder.resolve("answer");
    Cluster cluster = Cluster.withoutHeatmill(folder.resolve("spark"));

    String query =
        "SELECT path AS image, e.* FROM (SELECT path, explain(content, 'grad-cam') AS e FROM"
            + " binaryFile.`"
            + DemoRun.IMAGES
            + "/*/*.jpg`)";
    int exit = cluster.submit(submission(query, answer));

    assertThat(exit).as(cluster::log).isZero();
    String columns = "image, predicted, probability, status, heatmap.values";
    List<Row> made =
        Spark.table(DemoRun.OUTPUT, "explanations")
            .where("method = 'grad-cam'")
            .selectExpr(columns.split(", "))
            .orderBy("image")
            .collectAsList();
    assertThat(
            Spark.session()
                .read()
                .parquet(answer.toString())
                .selectExpr(columns.split(", "))
                .orderBy("image")
                .collectAsList())
        .hasSize(24)
        .isEqualTo(made);
  }

  @Test
  void aWrongArgumentIsFoundBeforeAnyTaskStarts() throws IOException, InterruptedException {
    assertThat(DemoRun.RUN.exit()).isZero();
    Cluster cluster = Cluster.withoutHeatmill(folder.resolve("spark"));

    String query = "SELECT heatmap_values(image) FROM explanations";
    int exit = cluster.submit(submission(query, folder.resolve("answer")));

    assertThat(exit).isOne();
    assertThat(cluster.log()).contains("AnalysisException").contains("heatmap_values");
    assertThat(folder.resolve("answer")).doesNotExist();
  }

  private List<String> submission(String query, Path answer) {
    HeatmillJars jars = HeatmillJars.in(folder);
    List<String> arguments = new ArrayList<>();
    arguments.addAll(
        List.of("--conf", "spark.sql.extensions=" + HeatmillExtensions.class.getName()));
    arguments.addAll(List.of("--conf", "spark.heatmill.model=" + Demo.MODEL));
    arguments.addAll(List.of("--conf", "spark.heatmill.layer=" + DemoRun.STAGE4));
    arguments.addAll(List.of("--conf", "spark.sql.shuffle.partitions=4", "--jars", jars.list()));
    arguments.addAll(
        List.of("--class", QueryApplication.class.getName(), jars.application().toString()));
    arguments.addAll(List.of(DemoRun.OUTPUT.resolve("explanations").toString(), query));
    arguments.add(answer.toString());
    return arguments;
  }
}
