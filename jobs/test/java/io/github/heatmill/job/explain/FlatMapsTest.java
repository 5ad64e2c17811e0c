package io.github.heatmill.job.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.job.output.RunOutput;
import io.github.heatmill.job.support.Demo;
import io.github.heatmill.job.support.Registered;
import io.github.heatmill.job.support.Run;
import io.github.heatmill.job.support.SometimesFlat;
import io.github.heatmill.job.support.Spark;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Maps that say nothing, among others that do: the metrics of two methods over six pictures. */
class FlatMapsTest {
  private static final String SILENT = "method = 'sometimes-flat' AND status != 'ok'";

  @TempDir static Path folder;
  private static Path output;

  @BeforeAll
  static void explain() {
    output = folder.resolve("output");
    Registered registered = Registered.of(folder, SometimesFlat.class);
    try {
      Run run =
          Run.demo(
              Demo.copy(folder.resolve("images"), 1),
              output,
              "--methods",
              SometimesFlat.ID + ",random",
              "--metrics",
              "deletion:steps=2,average_drop,pointing_game,energy_pointing_game,coherency,adcc",
              "--curves",
              "--annotations",
              "voc:" + Demo.FOLDER.resolve("annotations"));
      assertThat(run.errors()).isEmpty();
    } finally {
      registered.close();
    }
  }

  @Test
  void theyAreKeptWithTheirStatus() {
    assertThat(rows(SILENT).stream().map(row -> row.get(0) + " " + row.get(1)))
        .containsExactlyInAnyOrder("fish flat", "mug non_finite");
  }

  @Test
  void theyHaveNoNumberWhateverTheMetric() {
    assertThat(
            rows(
                SILENT
                    + " AND metrics IS NULL AND chance IS NULL AND curves IS NULL"
                    + " AND energy_by_label IS NULL"))
        .hasSize(2);
  }

  @Test
  void theOtherMapsOfTheSameImagesAndBatchesAreMeasured() {
    assertThat(rows("status = 'ok'")).hasSize(4 + 6);
    assertThat(
            rows(
                "metrics.deletion IS NOT NULL AND chance.deletion IS NOT NULL"
                    + " AND metrics.energy_pointing_game IS NOT NULL"
                    + " AND energy_by_label IS NOT NULL AND metrics.adcc IS NOT NULL"
                    + " AND curves IS NOT NULL"))
        .hasSize(4 + 6);
  }

  @Test
  void theSummaryIsOverThoseAloneAndSaysSo() {
    List<Row> summary =
        Spark.table(output, RunOutput.SUMMARY)
            .where("method = 'sometimes-flat'")
            .selectExpr("metric", "target_name", "n", "rows", "mean", "above_chance")
            .collectAsList();

    assertThat(summary).isNotEmpty();
    for (Row row : summary) {
      String name = row.getString(1);
      boolean silent = SometimesFlat.FLAT.equals(name) || SometimesFlat.NON_FINITE.equals(name);
      assertThat(row.getLong(3)).as(row.toString()).isEqualTo(name == null ? 6 : 1);
      assertThat(row.getLong(2)).as(row.toString()).isEqualTo(name == null ? 4 : silent ? 0 : 1);
      assertThat(row.isNullAt(4)).as(row.toString()).isEqualTo(silent);
      assertThat(!silent || row.isNullAt(5)).as(row.toString()).isTrue();
    }
  }

  private static List<Row> rows(String condition) {
    return Spark.table(output, RunOutput.EXPLANATIONS)
        .where(condition)
        .select("target_name", "status")
        .collectAsList();
  }
}
