package io.github.heatmill.udf.function.onemap;

import static io.github.heatmill.udf.TestTable.map;
import static io.github.heatmill.udf.TestTable.ofMaps;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("both-lines")
class HeatmapGiniTest {

  @Test
  void isTheGiniIndexOfTheEvidence() {
    // Sorted 0, 1, 1, 2: (-3 x 0 - 1 x 1 + 1 x 1 + 3 x 2) / (4 x 4).
    assertThat(ofMaps("heatmap_gini(h)", map(2, 2, 0, 1, 1, 2), map(1, 4, 7, -3, 17, 7)))
        .allSatisfy(gini -> assertThat((Double) gini).isCloseTo(0.375, within(1e-7)));
  }

  @Test
  void isOneMinusOneOverNForASinglePlace() {
    assertThat(ofMaps("heatmap_gini(h)", map(2, 2, 0, 0, 0, 1), map(1, 2, 3, 4)))
        .containsExactly(0.75, 0.5);
  }
}
