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
class HeatmapCentroidTest {

  @Test
  void isTheMeanPlaceWeightedByTheEvidence() {
    // Evidence 0, 1, 0, 3: (1 x 1 + 3 x 3) / 4 = 2.5 across. Of 2 x 1: 1 x 1 / 1 down.
    assertThat(ofMaps("heatmap_centroid(h)", map(1, 4, 5, 6, 5, 8), map(2, 1, -1, 0)))
        .asString()
        .isEqualTo("[[0.0,2.5], [1.0,0.0]]");
  }

  @Test
  void theMiddleOfSevenBySevenIsThreeThree() {
    String symmetric = "heatmap_of(7, 7, transform(sequence(0, 48), i -> abs(i - 24)))";

    assertThat(ofMaps("heatmap_centroid(h)", symmetric)).asString().isEqualTo("[[3.0,3.0]]");
  }

  @Test
  void itsFieldsAreNamed() {
    Dataset<Row> rows = of("h", map(1, 4, 0, 1, 0, 1));

    assertThat(values("heatmap_centroid(h).x", rows)).containsExactly(2.0);
    assertThat(values("heatmap_centroid(h).y", rows)).containsExactly(0.0);
  }
}
