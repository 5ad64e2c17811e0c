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
class HeatmapBorderMassTest {

  @Test
  void isTheShareOfTheEvidenceWithinTheFrame() {
    // A frame of 1/4 of each side is one place thick: 2 of 4 are in it.
    String map = map(4, 4, 1, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1);

    assertThat(ofMaps("heatmap_border_mass(h, 0.25)", map)).containsExactly(0.5);
  }

  @Test
  void evidenceSpreadEvenlyGivesTheAreaOfTheFrame() {
    String even = map(4, 4, 1, 0, 1, 0, 0, 1, 0, 1, 1, 0, 1, 0, 0, 1, 0, 1);

    // 1 - (1 - 2/4)^2 = 3/4: 6 of 8.
    assertThat(ofMaps("heatmap_border_mass(h, 0.25)", even)).containsExactly(0.75);
  }

  @Test
  void aPlaceThatLiesPartlyInTheFrameCountsInPart() {
    Dataset<Row> rows =
        of("h, share", map(2, 2, 1, 0, 0, 0) + ", 0.25", map(2, 2, 5, 3, 3, 3) + ", 0.5");

    // Half of the row and half of the column lie inside: 1 - 1/4. At 1/2 the frame is everything.
    assertThat(values("heatmap_border_mass(h, share)", rows)).containsExactly(0.75, 1.0);
  }
}
