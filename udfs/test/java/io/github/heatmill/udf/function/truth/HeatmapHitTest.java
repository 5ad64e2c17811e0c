package io.github.heatmill.udf.function.truth;

import static io.github.heatmill.udf.TestTable.flat;
import static io.github.heatmill.udf.TestTable.map;
import static io.github.heatmill.udf.TestTable.of;
import static io.github.heatmill.udf.TestTable.values;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("both-lines")
class HeatmapHitTest {
  /** The highest place is the lower right one. */
  private static final String MAP = map(2, 2, 0, 1, 0, 2);

  @Test
  void isTrueIfTheHighestPlaceLiesOnABox() {
    assertThat(hit(MAP, Boxes.box(1, 1, 1, 1), 0)).isEqualTo(true);
    assertThat(hit(MAP, Boxes.box(1, 0, 1, 1), 0)).isEqualTo(false);
    assertThat(hit(MAP, Boxes.box(0, 0, 1, 1) + ", " + Boxes.box(1, 1, 1, 1), 0)).isEqualTo(true);
  }

  @Test
  void aNearMissMustBeCloserThanTheTolerance() {
    // The pixel beside the box is 1 away, centre to centre.
    assertThat(hit(MAP, Boxes.box(1, 0, 1, 1), 1)).isEqualTo(false);
    assertThat(hit(MAP, Boxes.box(1, 0, 1, 1), 2)).isEqualTo(true);
    // Corner to corner: sqrt(2).
    assertThat(hit(MAP, Boxes.box(0, 0, 1, 1), 1)).isEqualTo(false);
    assertThat(hit(MAP, Boxes.box(0, 0, 1, 1), 2)).isEqualTo(true);
  }

  @Test
  void eachOfSeveralEqualHighestPixelsMayHit() {
    String map = map(2, 2, 2, 0, 0, 2);

    assertThat(hit(map, Boxes.box(0, 0, 1, 1), 0)).isEqualTo(true);
    assertThat(hit(map, Boxes.box(1, 1, 1, 1), 0)).isEqualTo(true);
    assertThat(hit(map, Boxes.box(1, 0, 1, 1), 0)).isEqualTo(false);
  }

  @Test
  void theMapIsStretchedOverThePicture() {
    String box = Boxes.array(Boxes.box(6, 0, 1, 1));
    Dataset<Row> rows =
        of(
            "h, boxes, w",
            map(1, 2, 0, 1) + ", " + box + ", 8",
            map(1, 2, 0, 1) + ", " + box + ", 40");

    // Of 8 columns the last two are the highest; of 40 the last ten.
    assertThat(values("heatmap_hit(h, boxes, 0, 4, w)", rows)).containsExactly(true, false);
  }

  @Test
  void isNullWithoutABoxInThePicture() {
    assertThat(hit(MAP, Boxes.box(5, 5, 1, 1), 0)).isNull();
  }

  @Test
  void isNullForAMapWithoutEvidence() {
    assertThat(hit(flat(2, 2), Boxes.box(0, 0, 2, 2), 0)).isNull();
    assertThat(hit(map(1, 1, 7), Boxes.box(0, 0, 2, 2), 0)).isNull();
    assertThat(hit(map(1, 2, 0, "double('NaN')"), Boxes.box(0, 0, 2, 2), 0)).isNull();
  }

  private static Object hit(String map, String boxes, int tolerance) {
    Dataset<Row> rows = of("h, boxes, tolerance", map + ", array(" + boxes + "), " + tolerance);
    return values("heatmap_hit(h, boxes, tolerance, 2, 2)", rows).get(0);
  }
}
