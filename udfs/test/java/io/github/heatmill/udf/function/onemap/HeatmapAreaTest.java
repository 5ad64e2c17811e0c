package io.github.heatmill.udf.function.onemap;

import static io.github.heatmill.udf.TestTable.map;
import static io.github.heatmill.udf.TestTable.of;
import static io.github.heatmill.udf.TestTable.ofMaps;
import static io.github.heatmill.udf.TestTable.values;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("both-lines")
class HeatmapAreaTest {
  /** Evidence 0, 1, 1, 2 of sum 4. */
  private static final String MAP = map(2, 2, 0, 1, 1, 2);

  @Test
  void isTheSmallestShareOfThePlacesThatHoldsTheShareOfTheEvidence() {
    Dataset<Row> rows =
        of(
            "h, quantile",
            MAP + ", 0.0",
            MAP + ", 0.5",
            MAP + ", 0.51",
            MAP + ", 0.75",
            MAP + ", 1.0");

    // None; the 2; the 2 and a 1 for more than 2/4; both hold 3/4; all places but the lowest.
    assertThat(values("heatmap_area(h, quantile)", rows))
        .containsExactly(0.0, 0.25, 0.5, 0.5, 0.75);
  }

  @Test
  void evidenceIsTheMapScaledByItsOwnRange() {
    // (v + 3) / 40 of -3, 7, 7, 17 is 0, 1/4, 1/4, 1/2.
    assertThat(ofMaps("heatmap_area(h, 0.5)", map(2, 2, -3, 7, 7, 17), map(2, 2, 9, 9, 9, 10)))
        .containsExactly(0.25, 0.25);
  }

  @Test
  void aMapOfOnePlaceIsFlatAndHasNone() {
    assertThat(ofMaps("heatmap_area(h, 0.5)", map(1, 1, 7))).containsExactly((Object) null);
  }
}
