package io.github.heatmill.job.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.job.output.RunOutput;
import io.github.heatmill.job.support.MeasuredDemo;
import io.github.heatmill.job.support.Spark;
import io.github.heatmill.metric.Column;
import io.github.heatmill.metric.Metric;
import io.github.heatmill.metric.Metrics;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Metrics in the tables of a run. */
class MetricsRunTest {

  @BeforeAll
  static void run() {
    assertThat(MeasuredDemo.EXPLAINED.errors()).isEmpty();
    assertThat(MeasuredDemo.UNMEASURED.errors()).isEmpty();
    assertThat(MeasuredDemo.SCORED.errors()).isEmpty();
  }

  @Test
  void everyNumberLiesInTheRangeOfItsColumnAndNoneIsNaN() {
    for (Metric metric : Metrics.all()) {
      for (Column column : metric.columns()) {
        for (Row row : rows("metrics." + column.name() + " IS NOT NULL")) {
          double value = row.<Row>getAs("metrics").getAs(column.name());
          assertThat(value).as(column.name()).isBetween(column.least(), column.most());
        }
      }
    }
  }

  @Test
  void everyMetricMeasuresNearlyEveryMapOfTheDemo() {
    long maps = rows("status = 'ok'").size();
    for (Metric metric : Metrics.all()) {
      for (Column column : metric.columns()) {
        assertThat(rows("metrics." + column.name() + " IS NOT NULL").size())
            .as(column.name())
            .isGreaterThan((int) (0.9 * maps));
      }
    }
  }

  @Test
  void chanceIsWhatTheRandomMapOfTheImageScores() {
    List<Row> random = rows("method = 'random'");

    assertThat(random).hasSize(6);
    for (Row row : random) {
      Row metrics = row.getAs("metrics");
      Row chance = row.getAs("chance");
      for (String column : chance.schema().fieldNames()) {
        assertThat(chance.<Double>getAs(column)).as(column).isEqualTo(metrics.getAs(column));
      }
    }
    // All maps of this layer have one size, and so one random map.
    assertThat(explanations().groupBy("image").agg(distinct("chance")).collectAsList())
        .allMatch(row -> row.getLong(1) == 1);
  }

  @Test
  void curvesAreThoseOfTheAreas() {
    for (Row row : rows("method = 'grad-cam'")) {
      java.util.Map<String, scala.collection.Seq<Double>> curves =
          row.getJavaMap(row.fieldIndex("curves"));
      scala.collection.Seq<Double> deletion = curves.get("deletion");
      assertThat(deletion.size()).isEqualTo(29);
      // Nothing is deleted at its start.
      assertThat((double) deletion.apply(0)).isEqualTo(row.<Double>getAs("target_probability"));
      double area = 0;
      for (int i = 0; i < 28; i++) {
        area += (deletion.apply(i) + deletion.apply(i + 1)) / 2 / 28;
      }
      assertThat(row.<Row>getAs("metrics").<Double>getAs("deletion"))
          .isCloseTo(area, org.assertj.core.data.Offset.offset(1e-12));
    }
  }

  @Test
  void boxesAndEnergyNameTheObjectsOfAllSources() {
    List<Row> jugs = rows("label_name = 'jug' AND method = 'grad-cam'");

    assertThat(jugs).hasSize(1);
    for (Row row : jugs) {
      assertThat(row.getList(row.fieldIndex("boxes"))).hasSize(2);
      assertThat(row.getJavaMap(row.fieldIndex("energy_by_label")).keySet())
          .isEqualTo(java.util.Set.of("jug", "tag"));
    }
    assertThat(rows("annotation.objects = 2 AND annotation.problem IS NULL")).hasSize(3);
    assertThat(rows("annotation.objects = 1 AND annotation.problem IS NULL")).hasSize(5 * 3);
  }

  @Test
  void measuringLaterGivesTheSameNumbersBitForBit() {
    assertThat(Spark.json(MeasuredDemo.LATER, RunOutput.EXPLANATIONS))
        .isEqualTo(Spark.json(MeasuredDemo.AT_ONCE, RunOutput.EXPLANATIONS));
    assertThat(Spark.json(MeasuredDemo.LATER, RunOutput.SUMMARY))
        .isEqualTo(Spark.json(MeasuredDemo.AT_ONCE, RunOutput.SUMMARY));
  }

  @Test
  void theSummaryIsPrintedWithItsIntervals() {
    assertThat(MeasuredDemo.EXPLAINED.out()).contains("deletion", "grad-cam", "Above chance");
    assertThat(MeasuredDemo.SCORED.out()).contains("deletion", "grad-cam", "Above chance");
  }

  private static org.apache.spark.sql.Column distinct(String column) {
    return org.apache.spark.sql.functions.countDistinct(column);
  }

  private static List<Row> rows(String condition) {
    return explanations().where(condition).collectAsList();
  }

  private static Dataset<Row> explanations() {
    Path output = MeasuredDemo.AT_ONCE;
    return Spark.table(output, RunOutput.EXPLANATIONS);
  }
}
