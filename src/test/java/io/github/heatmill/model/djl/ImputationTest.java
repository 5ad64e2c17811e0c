package io.github.heatmill.model.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.heatmill.model.OpeningRequest;
import io.github.heatmill.model.generate.OpenedMethods;
import io.github.heatmill.tensor.Tensor;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that removed pixels become the solution of an exact solver. */
class ImputationTest {
  private static final float MEAN = 0.125f;

  @TempDir Path folder;
  private DjlProbe probe;

  @BeforeEach
  void open() {
    Path file = OpenedNetworkTest.file("handweighted", "traced");
    probe = NetworkFixture.opened(folder, file, OpeningRequest.at(List.of("conv"), Set.of()));
  }

  @AfterEach
  void close() {
    probe.close();
  }

  @Test
  void aSinglePixelIsTheWeightedMeanOfItsNeighbours() {
    // Around the middle: edges 1, 2, 3, 4 with 1/6 each, corners 6, 6, 6, 12 with 1/12 each.
    float[] plane = {6, 1, 6, 2, 99, 3, 6, 4, 12};

    float[] filled = imputed(plane, 3, 4);

    // (1 + 2 + 3 + 4) / 6 + (6 + 6 + 6 + 12) / 12 = 10/6 + 30/12 = 25/6
    assertThat(filled[4]).isCloseTo(25 / 6f, within(1e-4f));
  }

  @Test
  void atACornerTheWeightsOfMissingNeighboursGoToTheOthers() {
    float[] plane = {99, 1, 0, 4, 7, 0, 0, 0, 0};

    float[] filled = imputed(plane, 3, 0);

    // Two edges of 1/6 and a corner of 1/12: (1 / 6 + 4 / 6 + 7 / 12) / (5 / 12) = 17/5
    assertThat(filled[0]).isCloseTo(3.4f, within(1e-4f));
  }

  @Test
  void knownPixelsStayAsTheyAre() {
    float[] plane = noise(12 * 12, 1);

    float[] filled = imputed(plane, 12, 5, 6, 17, 18, 143);

    for (int i = 0; i < plane.length; i++) {
      if (i != 5 && i != 6 && i != 17 && i != 18 && i != 143) {
        assertThat(filled[i]).isEqualTo(plane[i]);
      }
    }
  }

  @Test
  void anySetOfRemovedPixelsIsSolvedAsExactlyAsTheNoiseIsWorth() {
    for (int seed = 0; seed < 12; seed++) {
      int side = 9 + seed;
      int[] removed = someOf(side * side, seed);
      float[] plane = noise(side * side, seed);

      float[] filled = imputed(plane, side, removed);

      float[] exact = new LinearImputation(plane, side, removed).solved();
      for (int i = 0; i < plane.length; i++) {
        assertThat(filled[i]).as("pixel %d of %d", i, seed).isCloseTo(exact[i], within(1e-3f));
      }
    }
  }

  @Test
  void aWholeImageIsItsMean() {
    int[] all = {0, 1, 2, 3, 4, 5, 6, 7, 8};

    assertThat(imputed(noise(9, 1), 3, all)).containsOnly(MEAN);
  }

  /** From a few pixels to nearly all, in a different place each. */
  private static int[] someOf(int pixels, int seed) {
    Random random = new Random(seed);
    double share = (seed + 0.9) / 12.2;
    return IntStream.range(0, pixels).filter(pixel -> random.nextDouble() < share).toArray();
  }

  /** The plane as the second of three channels, and the second of two copies. */
  private float[] imputed(float[] plane, int side, int... removed) {
    Tensor copies = Tensor.of(noise(6 * side * side, 99), 2, 3, side, side);
    System.arraycopy(plane, 0, copies.values(), 4 * side * side, side * side);
    Tensor gone = Tensor.zeros(2, 1, side, side);
    gone.values()[0] = 1;
    for (int pixel : removed) {
      gone.values()[side * side + pixel] = 1;
    }
    Tensor means = Tensor.of(new float[] {0, 0, 0, 0, MEAN, 0}, 2, 3, 1, 1);
    return probe
        .network()
        .call(
            OpenedMethods.IMPUTED,
            arguments -> arguments.add(copies).add(gone).add(means),
            outputs -> OpenedNetwork.tensor(outputs.get(0)).slice(1).slice(1).values());
  }

  private static float[] noise(int count, int seed) {
    Random random = new Random(seed);
    float[] noise = new float[count];
    for (int i = 0; i < count; i++) {
      noise[i] = (float) random.nextGaussian();
    }
    return noise;
  }
}
