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
class HeatmapAtTest {
  private static final String MAP = map(2, 3, 0, 1, 2, 3, 4, 0.1);

  @Test
  void rowsAndColumnsCountFromZeroAtTheTopLeft() {
    Dataset<Row> rows =
        of("h, y, x", MAP + ", 0, 0", MAP + ", 0, 2", MAP + ", 1, 0", MAP + ", 1, 2");

    // Values are float32, which a double shows.
    assertThat(values("heatmap_at(h, y, x)", rows)).containsExactly(0.0, 2.0, 3.0, (double) 0.1f);
  }

  @Test
  void isNullOutsideOfTheMap() {
    Dataset<Row> rows =
        of("h, y, x", MAP + ", 2, 0", MAP + ", 0, 3", MAP + ", 2147483647, 2147483647");

    assertThat(values("heatmap_at(h, y, x)", rows)).containsOnlyNulls();
  }

  @Test
  void aFlatMapHasValuesToo() {
    assertThat(ofMaps("heatmap_at(h, 0, 0)", map(1, 1, 7))).containsExactly(7.0);
  }
}
