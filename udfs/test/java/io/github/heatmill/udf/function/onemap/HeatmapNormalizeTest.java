package io.github.heatmill.udf.function.onemap;

import static io.github.heatmill.udf.TestTable.map;
import static io.github.heatmill.udf.TestTable.of;
import static io.github.heatmill.udf.TestTable.ofMaps;
import static io.github.heatmill.udf.TestTable.values;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("both-lines")
class HeatmapNormalizeTest {

  @Test
  void scalesToZeroToOneByTheMapsOwnRange() {
    assertThat(ofMaps("heatmap_values(heatmap_normalize(h))", map(1, 3, -1, 0, 3), map(1, 2, 8, 7)))
        .containsExactly(List.of(0f, 0.25f, 1f), List.of(1f, 0f));
  }

  @Test
  void aRangeLargerThanFloatsIsScaledToo() {
    assertThat(ofMaps("heatmap_values(heatmap_normalize(h))", map(1, 3, "-3e38", 0, "3e38")))
        .containsExactly(List.of(0f, 0.5f, 1f));
  }

  @Test
  void keepsTheSize() {
    Dataset<Row> rows = of("h", map(3, 2, 0, 1, 2, 3, 4, 5));

    assertThat(values("heatmap_normalize(h).height", rows)).containsExactly(3);
    assertThat(values("heatmap_normalize(h).width", rows)).containsExactly(2);
  }
}
