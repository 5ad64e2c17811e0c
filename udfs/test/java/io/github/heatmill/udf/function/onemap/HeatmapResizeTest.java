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
class HeatmapResizeTest {

  @Test
  void interpolatesBilinearlyWithHalfPixelCentresAndEdgesRepeated() {
    // Centres of the four are at -1/4, 1/4, 3/4 and 5/4 of the two: 0, 1/4 x 4, 3/4 x 4, 4.
    assertThat(resized("heatmap_resize(h, 1, 4)", map(1, 2, 0, 4))).containsExactly(0f, 1f, 3f, 4f);
    assertThat(resized("heatmap_resize(h, 4, 1)", map(2, 1, 0, 4))).containsExactly(0f, 1f, 3f, 4f);
  }

  @Test
  void reducesWithoutAntialiasing() {
    // The centre of the only place is the middle of the four; of 1 x 4 to 1 x 2, that of two each.
    assertThat(resized("heatmap_resize(h, 1, 1)", map(2, 2, 0, 1, 2, 3))).containsExactly(1.5f);
    // Of 1 x 8 to 1 x 2 the centres are at 1.5 and 5.5, whatever stands further off.
    assertThat(resized("heatmap_resize(h, 1, 2)", map(1, 8, 90, 1, 2, 90, 90, 3, 4, 90)))
        .containsExactly(1.5f, 3.5f);
  }

  @Test
  void resizingToTheSameSizeChangesNothing() {
    Dataset<Row> rows = of("h", map(2, 3, 0, 1, 2, 3, 4, 0.1), map(1, 1, 7));

    assertThat(values("heatmap_resize(h, h.height, h.width) = h", rows))
        .containsExactly(true, true);
  }

  @Test
  void aFlatMapStaysFlat() {
    assertThat(resized("heatmap_resize(h, 2, 2)", map(1, 1, 7))).containsExactly(7f, 7f, 7f, 7f);
  }

  @Test
  void sidesMayBeColumns() {
    Dataset<Row> rows = of("h, n", map(1, 2, 0, 4) + ", 4", map(1, 2, 0, 4) + ", 1");

    assertThat(values("heatmap_values(heatmap_resize(h, 1, n))", rows))
        .containsExactly(List.of(0f, 1f, 3f, 4f), List.of(2f));
  }

  @SuppressWarnings("unchecked")
  private static List<Float> resized(String expression, String map) {
    return (List<Float>) ofMaps("heatmap_values(" + expression + ")", map).get(0);
  }
}
