package io.github.heatmill.udf.function.onemap;

import static io.github.heatmill.udf.TestTable.map;
import static io.github.heatmill.udf.TestTable.ofMaps;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("both-lines")
class HeatmapValuesTest {

  @Test
  void returnsAllValuesRowByRow() {
    assertThat(ofMaps("heatmap_values(h)", map(2, 2, 0.5, -1, 2, 0.1), map(1, 1, 7)))
        .containsExactly(List.of(0.5f, -1f, 2f, 0.1f), List.of(7f));
  }

  @Test
  void nanAndInfinityAreKept() {
    String map = map(1, 3, "double('NaN')", "double('Infinity')", "double('-Infinity')");

    assertThat(ofMaps("heatmap_values(h)", map))
        .containsExactly(List.of(Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY));
  }

  @Test
  void valuesAreAnArrayOfSql() {
    assertThat(ofMaps("aggregate(heatmap_values(h), 0D, (s, v) -> s + v)", map(1, 3, 1, 2, 4)))
        .containsExactly(7.0);
  }
}
