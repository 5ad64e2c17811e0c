package io.github.heatmill.saliency.similarity;

import static io.github.heatmill.saliency.SomeMaps.map;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.heatmill.tensor.Tensor;
import org.junit.jupiter.api.Test;

class MapsTest {

  @Test
  void mapsOfOneSizeStayAsTheyAre() {
    Tensor one = map(2, 1, 2);
    Tensor other = map(2, 3, 4);
    assertThat(MapPair.ofOneSize(one, other).first()).isSameAs(one);
    assertThat(MapPair.ofOneSize(one, other).second()).isSameAs(other);
  }

  @Test
  void eachIsResizedToTheLargerHeightAndTheLargerWidth() {
    MapPair maps = MapPair.ofOneSize(map(4, 0, 1, 2, 3), map(2, 0, 4, 8, 12));
    assertThat(maps.first()).isEqualTo(map(4, 0, 1, 2, 3, 0, 1, 2, 3));
    // From 2 to 4 columns: at -1/4 (taken as 0), 1/4, 3/4 and 5/4 (taken as 1).
    assertThat(maps.second()).isEqualTo(map(4, 0, 1, 3, 4, 8, 9, 11, 12));
  }

  @Test
  void theLargerOneIsNotTouched() {
    Tensor large = map(2, 1, 2, 3, 4);
    assertThat(MapPair.ofOneSize(map(1, 7), large).second()).isSameAs(large);
    assertThat(MapPair.ofOneSize(map(1, 7), large).first()).isEqualTo(map(2, 7, 7, 7, 7));
  }

  @Test
  void pairsOfDifferentShapesAreRefused() {
    assertThatThrownBy(() -> new MapPair(map(1, 1, 2), map(2, 1, 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Maps cannot be compared: [2, 1] and [1, 2] (must have the same shape)");
  }
}
