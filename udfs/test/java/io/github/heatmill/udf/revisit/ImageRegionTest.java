package io.github.heatmill.udf.revisit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.tensor.Tensor;
import org.junit.jupiter.api.Test;

class ImageRegionTest {
  @Test
  void aRegionIsComparedWithItsMirrorImages() {
    Tensor map = Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);

    assertThat(new ImageRegion(map, 2).withControls())
        .containsExactly(
            map,
            Tensor.of(new float[] {3, 2, 1, 6, 5, 4}, 2, 3),
            Tensor.of(new float[] {4, 5, 6, 1, 2, 3}, 2, 3),
            Tensor.of(new float[] {6, 5, 4, 3, 2, 1}, 2, 3));
  }
}
