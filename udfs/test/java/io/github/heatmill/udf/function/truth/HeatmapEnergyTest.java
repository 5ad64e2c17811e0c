package io.github.heatmill.udf.function.truth;

import static io.github.heatmill.udf.TestTable.flat;
import static io.github.heatmill.udf.TestTable.map;
import static io.github.heatmill.udf.TestTable.of;
import static io.github.heatmill.udf.TestTable.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("both-lines")
class HeatmapEnergyTest {
  /** All evidence in the right column. */
  private static final String MAP = map(2, 2, 0, 1, 0, 1);

  @Test
  void isTheShareOfTheEvidenceThatLiesOnBoxes() {
    assertThat(energy(MAP, Boxes.array(Boxes.box(1, 0, 1, 1)))).isEqualTo(0.5);
    assertThat(energy(MAP, Boxes.array(Boxes.box(1, 0, 1, 2)))).isEqualTo(1.0);
    assertThat(energy(MAP, Boxes.array(Boxes.box(0, 0, 1, 2)))).isEqualTo(0.0);
  }

  @Test
  void evidenceIsTheMapScaledByItsOwnRange() {
    // (v + 3) / 8 of -3, 1, -3, 5: 0, 1/2, 0, 1.
    assertThat((Double) energy(map(2, 2, -3, 1, -3, 5), Boxes.array(Boxes.box(1, 1, 1, 1))))
        .isCloseTo(2 / 3.0, within(1e-12));
  }

  @Test
  void eachPixelCountsOnce() {
    String overlapping =
        Boxes.array(Boxes.box(1, 0, 1, 1), Boxes.box(1, 0, 1, 1), Boxes.box(0, 0, 2, 1));

    assertThat(energy(MAP, overlapping)).isEqualTo(0.5);
  }

  @Test
  void theMapIsStretchedOverThePicture() {
    Dataset<Row> rows =
        of(
            "h, boxes, height, width",
            map(1, 2, 0, 1) + ", " + Boxes.array(Boxes.box(2, 0, 2, 2)) + ", 2, 4",
            map(1, 2, 0, 1) + ", " + Boxes.array(Boxes.box(2, 0, 2, 2)) + ", 1, 8");

    // Four columns hold 0, 1/4, 3/4, 1, the right half of them 7/4 of 2. Eight columns hold 0, 0,
    // 1/8, 3/8, 5/8, 7/8, 1, 1: the third and the fourth 1/2 of 4.
    assertThat(values("heatmap_energy(h, boxes, height, width)", rows))
        .containsExactly(0.875, 0.125);
  }

  @Test
  void boxesCountWithTheirPartInsideThePicture() {
    // Rows -5..1 and columns 1..11: the upper right pixel.
    assertThat(energy(MAP, Boxes.array(Boxes.box(1, -5, 10, 6)))).isEqualTo(0.5);
    // One wholly outside adds nothing.
    assertThat(energy(MAP, Boxes.array(Boxes.box(1, 0, 1, 1), Boxes.box(9, 9, 1, 1))))
        .isEqualTo(0.5);
  }

  @Test
  void isNullWithoutABoxInThePicture() {
    assertThat(energy(MAP, Boxes.array(Boxes.box(5, 5, 1, 1)))).isNull();
    assertThat(energy(MAP, Boxes.array(Boxes.box(-9, 0, 2, 2)))).isNull();
    assertThat(energy(MAP, "filter(" + Boxes.array(Boxes.box(0, 0, 1, 1)) + ", b -> b.x > 5)"))
        .isNull();
  }

  @Test
  void isNullForAMapWithoutEvidence() {
    String box = Boxes.array(Boxes.box(0, 0, 2, 2));

    assertThat(energy(flat(2, 2), box)).isNull();
    assertThat(energy(map(1, 1, 7), box)).isNull();
    assertThat(energy(map(1, 2, 0, "double('NaN')"), box)).isNull();
    assertThat(energy(map(1, 2, 0, "double('Infinity')"), box)).isNull();
  }

  @Test
  void mapsOfManySizesMayStandInOneColumn() {
    String box = ", " + Boxes.array(Boxes.box(1, 0, 1, 2));
    Dataset<Row> rows =
        of("h, boxes", MAP + box, map(1, 2, 0, 1) + box, map(2, 1, 0, 1) + box, MAP + box);

    // The column over 2 x 2: everything; everything; half of an even row; everything again.
    assertThat(values("heatmap_energy(h, boxes, 2, 2)", rows)).containsExactly(1.0, 1.0, 0.5, 1.0);
  }

  private static Object energy(String map, String boxes) {
    return values("heatmap_energy(h, boxes, 2, 2)", of("h, boxes", map + ", " + boxes)).get(0);
  }
}
