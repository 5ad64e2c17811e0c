package io.github.heatmill.job.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.heatmill.job.output.RunOutput;
import io.github.heatmill.job.support.Demo;
import io.github.heatmill.job.support.MeasuredDemo;
import io.github.heatmill.job.support.Spark;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What SQL computes of a run's tables is what the run measured. */
class SqlEqualsMetricsTest {
  /**
   * The objects that a run measures: those of the explained class, where none has it those of any
   * class of the model. Every image of the demo has one.
   */
  private static final String MEASURED_OBJECTS =
      "if(exists(boxes, b -> b.label = target_name),"
          + " filter(boxes, b -> b.label = target_name), filter(boxes, b -> b.label IN ('"
          + String.join("', '", Demo.CLASSES)
          + "')))";

  private static SparkSession spark;
  private static Dataset<Row> maps;

  @BeforeAll
  static void measure() {
    assertThat(MeasuredDemo.EXPLAINED.errors()).isEmpty();
    spark = Spark.beside();
    spark.read().parquet(path()).createOrReplaceTempView("measured");
    maps = spark.table("measured").where("status = 'ok'");
  }

  private static String path() {
    return MeasuredDemo.AT_ONCE.resolve(RunOutput.EXPLANATIONS).toString();
  }

  @Test
  void energyIsTheEnergyPointingGameOfEveryMap() {
    assertEqual(
        "heatmap_energy(heatmap, " + MEASURED_OBJECTS + ")", "metrics.energy_pointing_game", 1e-6);
  }

  @Test
  void withoutAFilterItIsThatOfImagesWhoseBoxesAreAllOfTheClass() {
    maps = maps.where("forall(boxes, b -> b.label = target_name)");
    try {
      assertThat(maps.count()).isPositive();
      assertEqual("heatmap_energy(heatmap, boxes)", "metrics.energy_pointing_game", 1e-6);
      assertEqual("double(heatmap_hit(heatmap, boxes, 0))", "metrics.pointing_game", 0);
    } finally {
      maps = spark.table("measured").where("status = 'ok'");
    }
  }

  @Test
  void hitIsThePointingGameOfEveryMap() {
    assertEqual(
        "double(heatmap_hit(heatmap, " + MEASURED_OBJECTS + ", 0))", "metrics.pointing_game", 0);
  }

  @Test
  void entropyAndGiniOfTheResizedMapAreEntropyAndSparseness() {
    assertEqual("heatmap_entropy(heatmap_resize(heatmap, 112, 112))", "metrics.entropy", 0);
    assertEqual("heatmap_gini(heatmap_resize(heatmap, 112, 112))", "metrics.sparseness", 0);
  }

  @Test
  void theFileItselfCarriesTheSizeOfTheInput() {
    String energy = "SELECT count(heatmap_energy(heatmap, boxes)) FROM parquet.`" + path() + "`";

    assertThat(spark.sql(energy).first().getLong(0)).isPositive();
  }

  private static void assertEqual(String expression, String metric, double tolerance) {
    List<Row> rows =
        maps.selectExpr("image", "method", expression + " AS sql", metric + " AS metric")
            .collectAsList();
    assertThat(rows).filteredOn(row -> !row.isNullAt(3)).isNotEmpty();
    for (Row row : rows) {
      String which = expression + " of " + row;
      assertThat(row.isNullAt(2)).as(which).isEqualTo(row.isNullAt(3));
      if (!row.isNullAt(3)) {
        assertThat(row.getDouble(2)).as(which).isCloseTo(row.getDouble(3), within(tolerance));
      }
    }
  }
}
