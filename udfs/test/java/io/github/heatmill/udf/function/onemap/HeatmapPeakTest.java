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
class HeatmapPeakTest {

  @Test
  void isThePlaceWithTheLargestValueCountedFromZero() {
    assertThat(ofMaps("heatmap_peak(h)", map(2, 3, 0, 1, 2, 3, 9, 5), map(1, 2, -2, -1)))
        .asString()
        .isEqualTo("[[1,1,9.0], [0,1,-1.0]]");
  }

  @Test
  void ofSeveralEqualOnesItIsTheFirstRowByRow() {
    assertThat(ofMaps("heatmap_peak(h)", map(2, 2, 0, 3, 3, 3)))
        .asString()
        .isEqualTo("[[0,1,3.0]]");
  }

  @Test
  void itsFieldsAreNamed() {
    Dataset<Row> rows = of("h", map(2, 2, 0, 1, 3, 2));

    assertThat(values("heatmap_peak(h).y", rows)).containsExactly(1);
    assertThat(values("heatmap_peak(h).x", rows)).containsExactly(0);
    assertThat(values("heatmap_peak(h).value", rows)).containsExactly(3.0);
  }
}
