package io.github.heatmill.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChannelMeansTest {

  @Test
  void eachChannelHasItsOwnMean() {
    Tensor channels = Tensor.of(new float[] {1, 2, 3, 6, -1, 1, 0, 0}, 2, 2, 2);
    // (1 + 2 + 3 + 6) / 4 and (-1 + 1) / 4.
    assertThat(ChannelMeans.of(channels)).containsExactly(3, 0);
  }

  @Test
  void nanIsNotHidden() {
    Tensor channels = Tensor.of(new float[] {1, Float.NaN, 3, 6}, 2, 1, 2);
    assertThat(ChannelMeans.of(channels)).containsExactly(Double.NaN, 4.5);
  }
}
