package io.github.heatmill.saliency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.heatmill.tensor.Tensor;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class PooledMapTest {
  @Test
  void cellsAreMeansOfTheirPlacesAtUnitLength() {
    Tensor map = Tensor.of(new float[] {0, 6, 0, 0, 0, 0, 0, 8, 0, 0, 0, 0, 8, 8, 0, 0}, 4, 4);

    // Sums of 2 x 2 places: 6, 8, 16, 0. Length: sqrt(36 + 64 + 256) = sqrt(356).
    double length = Math.sqrt(356);
    assertThat(PooledMap.of(map, 2))
        .containsExactly(new double[] {6 / length, 8 / length, 16 / length, 0}, within(1e-12));
  }

  @Test
  void aPlaceInTwoCellsCountsWithItsParts() {
    Tensor map = Tensor.of(new float[] {0, 1, 0, 0, 1, 0, 0, 1, 0}, 3, 3);

    // Half of the middle column lies in each cell: all four are the same.
    assertThat(PooledMap.of(map, 2))
        .containsExactly(new double[] {0.5, 0.5, 0.5, 0.5}, within(1e-12));
  }

  @Test
  void neitherScaleNorOffsetMatters() {
    double[] pooled = PooledMap.of(Tensor.of(new float[] {0, 1, 2, 5}, 2, 2), 2);

    assertThat(PooledMap.of(Tensor.of(new float[] {-3, -1, 1, 7}, 2, 2), 2))
        .containsExactly(pooled, within(1e-12));
    assertThat(DoubleStream.of(pooled).map(v -> v * v).sum()).isCloseTo(1, within(1e-12));
  }

  @Test
  void aMapSmallerThanTheCellsIsSpreadOverThem() {
    assertThat(PooledMap.of(Tensor.of(new float[] {0, 1}, 1, 2), 2))
        .containsExactly(new double[] {0, Math.sqrt(0.5), 0, Math.sqrt(0.5)}, within(1e-12));
  }

  @Test
  void mapsWithoutEvidenceHaveNoCells() {
    assertThat(PooledMap.of(Tensor.of(new float[] {2, 2}, 1, 2), 7)).isEmpty();
    assertThat(PooledMap.of(Tensor.of(new float[] {2, Float.NaN}, 1, 2), 7)).isEmpty();
  }
}
