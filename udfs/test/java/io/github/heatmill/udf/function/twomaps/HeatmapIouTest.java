package io.github.heatmill.udf.function.twomaps;

import static io.github.heatmill.udf.TestTable.map;
import static io.github.heatmill.udf.TestTable.of;
import static io.github.heatmill.udf.TestTable.ofPair;
import static io.github.heatmill.udf.TestTable.values;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("both-lines")
class HeatmapIouTest {

  @Test
  void isTheIntersectionOfTheHighestRegionsOverTheirUnion() {
    // The median of four is the third: regions (2, 3) and (0, 3) share one of three places.
    assertThat(iou(map(2, 2, 0, 1, 2, 3), map(2, 2, 2, 0, 1, 3), 0.5)).isEqualTo(1 / 3.0);
  }

  @Test
  void quantileZeroTakesAllPlacesAboveTheLowest() {
    // Regions (1, 2, 3) and (0, 2, 3).
    assertThat(iou(map(2, 2, 0, 1, 2, 3), map(2, 2, 2, 0, 1, 3), 0)).isEqualTo(0.5);
  }

  @Test
  void tiesBelongToTheRegion() {
    // All places but one are the highest: (1, 2, 3) and (0, 2, 3).
    assertThat(iou(map(2, 2, 0, 1, 1, 1), map(2, 2, 1, 0, 1, 1), 0.9)).isEqualTo(0.5);
  }

  @Test
  void theLowestPlacesBelongToNoRegionEvenAtTheQuantile() {
    // The median is the lowest value, which three of four places have: (3) and (3).
    assertThat(iou(map(2, 2, 0, 0, 0, 1), map(2, 2, 5, 5, 5, 9), 0.5)).isEqualTo(1.0);
  }

  @Test
  void quantilesMayBeColumns() {
    String pair = map(2, 2, 0, 1, 2, 3) + ", " + map(2, 2, 2, 0, 1, 3);
    Dataset<Row> rows = of("a, b, q", pair + ", 0.5", pair + ", 0.0", pair + ", NULL");

    assertThat(values("heatmap_iou(a, b, q)", rows)).containsExactly(1 / 3.0, 0.5, null);
  }

  @Test
  void mapsOfDifferentSizeAreResizedToTheLargerHeightAndWidth() {
    // 1 x 2 becomes 0, 1, 3, 4, the upper half of which is the right one.
    assertThat(iou(map(1, 2, 0, 4), map(1, 4, 0, 0, 1, 1), 0.5)).isEqualTo(1.0);
    // The right column and the lower row share one of three places.
    assertThat(iou(map(1, 2, 0, 1), map(2, 1, 0, 1), 0.5)).isEqualTo(1 / 3.0);
  }

  private static Object iou(String a, String b, double quantile) {
    return ofPair("heatmap_iou(a, b, " + quantile + ")", a, b);
  }
}
