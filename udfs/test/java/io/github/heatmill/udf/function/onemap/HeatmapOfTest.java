package io.github.heatmill.udf.function.onemap;

import static io.github.heatmill.udf.TestTable.map;
import static io.github.heatmill.udf.TestTable.of;
import static io.github.heatmill.udf.TestTable.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("both-lines")
class HeatmapOfTest {

  @Test
  void makesTheStructOfTheTablesFloat32LittleEndianRowByRow() {
    Dataset<Row> rows = of("n", "1");

    // 1 is 3F800000 and -2 is C0000000.
    assertThat(values("hex(heatmap_of(1, 2, array(n, -2 * n)).values)", rows))
        .containsExactly("0000803F000000C0");
    assertThat(values("heatmap_of(1, 2, array(n, n)).height", rows)).containsExactly(1);
    assertThat(values("heatmap_of(1, 2, array(n, n)).width", rows)).containsExactly(2);
  }

  @Test
  void isTheInverseOfHeatmapValues() {
    Dataset<Row> rows = of("h", map(2, 3, 0, 1, 2, 3, 4, 0.1), map(1, 2, "double('NaN')", 1));

    assertThat(values("heatmap_of(h.height, h.width, heatmap_values(h)) = h", rows))
        .containsExactly(true, true);
  }

  @Test
  void isNullIfAnyValueIs() {
    Dataset<Row> rows = of("n", "1", "CAST(NULL AS INT)");

    assertThat(values("heatmap_of(1, 2, array(1, n)) IS NULL", rows)).containsExactly(false, true);
  }

  @Test
  void takesAsManyValuesAsThereArePlaces() {
    Dataset<Row> rows = of("n", "1");

    assertThatThrownBy(() -> values("heatmap_of(2, 2, array(n, n, n))", rows))
        .hasStackTraceContaining("heatmap_of: Invalid values: 3 of them (must be 2 x 2)");
  }

  @Test
  void aSideIsAtLeastOne() {
    Dataset<Row> rows = of("n", "0");

    assertThatThrownBy(() -> rows.selectExpr("heatmap_of(0, 2, array(n))"))
        .isInstanceOf(AnalysisException.class)
        .hasMessageContaining("heatmap_of: Invalid height: 0 (must be 1 to 8192)");
    assertThatThrownBy(() -> values("heatmap_of(1, n, array(n))", rows))
        .hasStackTraceContaining("heatmap_of: Invalid width: 0 (must be 1 to 8192)");
  }
}
