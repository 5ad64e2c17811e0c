package io.github.heatmill.job.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.job.support.Explanations;
import io.github.heatmill.job.support.Explanations.Key;
import io.github.heatmill.job.support.Explanations.Numbers;
import io.github.heatmill.job.support.Spark;
import io.github.heatmill.job.support.TabledMetric;
import io.github.heatmill.metric.Column;
import io.github.heatmill.metric.Metric;
import io.github.heatmill.metric.MetricCard.Family;
import io.github.heatmill.metric.Metrics;
import io.github.heatmill.udf.table.Tables;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MetricSummaryTest {
  private static final String PARTITIONS = "spark.sql.shuffle.partitions";

  private static final Metric DELETION =
      new TabledMetric(Family.FAITHFULNESS, Column.lower("deletion", 0, 1), List.of());
  private static final Metric ENERGY =
      new TabledMetric(Family.LOCALISATION, Column.higher("energy", 0, 1), List.of());
  private static final Metric COMPLEXITY =
      new TabledMetric(
          Family.QUALITY,
          Column.lower("complexity", 0, 1),
          List.of(new TabledMetric.EnergyRatio()));

  @AfterEach
  void forgetSettings() {
    Spark.session().conf().unset(PARTITIONS);
  }

  /** Two fish and a mug; the second fish has no deletion, and the mug's map is flat. */
  private static Explanations three() {
    return new Explanations()
        .add(
            new Key("grad-cam", "a", 1),
            new Numbers(0.25, 0.125, 0.75),
            new Numbers(null, 0.5, 0.25))
        .add(
            new Key("grad-cam", "b", 1),
            new Numbers(0.75, null, 0.25),
            new Numbers(null, 0.5, 0.25))
        .addUnmeasured(new Key("grad-cam", "c", 2));
  }

  private static List<String> rows(Dataset<Row> summary, String... columns) {
    return summary.selectExpr(columns).collectAsList().stream().map(Row::toString).toList();
  }

  @Test
  void theTableHasTheseColumns() {
    assertThat(MetricSummary.of(three().table(), List.of(ENERGY)).schema().catalogString())
        .isEqualTo(
            "struct<model:string,layer:string,method:string,target:int,target_name:string,"
                + "metric:string,better:string,n:bigint,rows:bigint,mean:double,low:double,"
                + "high:double,chance:double,difference:double,difference_low:double,"
                + "difference_high:double,above_chance:double>");
  }

  @Test
  void everyMetricIsFoundInTheTablesOfRuns() {
    Dataset<Row> table = Spark.session().createDataFrame(List.of(), Tables.EXPLANATIONS);

    assertThat(MetricSummary.of(table, Metrics.all()).count()).isZero();
  }

  @Test
  void allClassesComeFirstAndThenEachClass() {
    Dataset<Row> summary = MetricSummary.of(three().table(), List.of(DELETION, ENERGY, COMPLEXITY));

    assertThat(
            rows(summary, "model", "layer", "method", "target", "target_name", "metric", "better"))
        .startsWith(
            "[network,features,grad-cam,null,null,deletion,lower]",
            "[network,features,grad-cam,null,null,energy,higher]",
            "[network,features,grad-cam,null,null,complexity,lower]",
            "[network,features,grad-cam,null,null,energy_ratio,higher]",
            "[network,features,grad-cam,1,fish,deletion,lower]")
        .endsWith("[network,features,grad-cam,2,mug,energy_ratio,higher]")
        .hasSize(3 * 4);
  }

  @Test
  void numbersByHand() {
    Dataset<Row> summary = MetricSummary.of(three().table(), List.of(DELETION, ENERGY, COMPLEXITY));

    assertThat(
            rows(
                summary.where("target IS NULL"),
                "metric",
                "n",
                "rows",
                "mean",
                "chance",
                "difference",
                "above_chance"))
        .containsExactly(
            // a alone: 0.125 against 0.5.
            "[deletion,1,3,0.125,0.5,-0.375,1.0]",
            // (0.75 + 0.25) / 2; (0.5 + 0) / 2; b equals chance, and so is not above it.
            "[energy,2,3,0.5,0.25,0.25,0.5]",
            "[complexity,2,3,0.5,null,null,null]",
            // (0.75 + 0.25) / (0.5 + 0.5).
            "[energy_ratio,2,3,1.0,null,null,null]");
  }

  @Test
  void intervalsOfOneImageArePointsAndThoseOfTwoAreNot() {
    Dataset<Row> summary = MetricSummary.of(three().table(), List.of(DELETION, ENERGY));

    assertThat(
            rows(
                summary.where("target = 1"),
                "metric",
                "low",
                "high",
                "difference_low",
                "difference_high"))
        .containsExactly(
            "[deletion,0.125,0.125,-0.375,-0.375]",
            // In more than one resample of forty only one of two images is drawn.
            "[energy,0.25,0.75,0.0,0.5]");
  }

  @Test
  void whatWasNotMeasuredIsNull() {
    Dataset<Row> summary = MetricSummary.of(three().table(), List.of(ENERGY, COMPLEXITY));

    assertThat(
            rows(
                summary.where("target = 2"),
                "metric",
                "n",
                "rows",
                "array(mean, low, high, chance, difference, difference_low, above_chance)"))
        .allMatch(row -> row.matches("\\[\\w+,0,1,\\w*\\(null(, null){6}\\)]"))
        .hasSize(3);
  }

  @Test
  void withoutRowsOrWithoutMetricsThereIsNothingToSay() {
    assertThat(MetricSummary.of(three().table().limit(0), List.of(ENERGY)).count()).isZero();
    assertThat(MetricSummary.of(three().table(), List.of()).count()).isZero();
  }

  @Test
  void theBitsDependNeitherOnPartitionsNorOnOrder() {
    Dataset<Row> table = many().table();
    List<Row> once = summary(table.coalesce(1), 1);

    assertThat(once).hasSize(3 * 3 * 4);
    assertThat(summary(table.repartition(7), 7)).isEqualTo(once);
    assertThat(summary(table.orderBy("metrics"), 3)).isEqualTo(once);
  }

  private static List<Row> summary(Dataset<Row> table, int partitions) {
    Spark.session().conf().set(PARTITIONS, partitions);
    List<Metric> metrics = List.of(DELETION, ENERGY, COMPLEXITY);
    return MetricSummary.of(table, metrics).collectAsList();
  }

  /** Three methods, 60 images of two classes, one image twice. */
  private static Explanations many() {
    Random random = new Random(1);
    Explanations explanations = new Explanations();
    for (String method : List.of("grad-cam", "rise", "fused")) {
      for (int i = 0; i < 60; i++) {
        Key key = new Key(method, "image-" + Math.max(i, 1), 1 + i / 2 % 2);
        explanations.add(key, numbers(random), numbers(random));
      }
    }
    return explanations;
  }

  private static Numbers numbers(Random random) {
    return new Numbers(
        random.nextDouble(),
        random.nextInt(4) == 0 ? null : random.nextDouble(),
        random.nextDouble());
  }
}
