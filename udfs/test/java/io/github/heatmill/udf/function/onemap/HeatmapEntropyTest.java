package io.github.heatmill.udf.function.onemap;

import static io.github.heatmill.udf.TestTable.map;
import static io.github.heatmill.udf.TestTable.ofMaps;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("both-lines")
class HeatmapEntropyTest {

  @Test
  void isShannonsEntropyAsAShareOfTheLargest() {
    // Two of four places share it: ln 2 / ln 4. Shares 1/4, 1/4, 1/2: (2/4 x 2 + 1/2) ln 2 / ln 4.
    assertThat(ofMaps("heatmap_entropy(h)", map(2, 2, 0, 1, 1, 0), map(2, 2, 0, 1, 1, 2)))
        .containsExactly(0.5, 0.75);
  }

  @Test
  void isZeroForASinglePlace() {
    assertThat(ofMaps("heatmap_entropy(h)", map(2, 2, 0, 0, 0, 9))).containsExactly(0.0);
  }

  @Test
  void doesNotChangeWithTheScaleOfTheMap() {
    assertThat(ofMaps("heatmap_entropy(h)", map(2, 2, -3, 7, 7, 17), map(1, 4, 1, 2, 2, 3)))
        .containsExactly(0.75, 0.75);
  }
}
