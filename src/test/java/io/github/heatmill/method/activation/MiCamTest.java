package io.github.heatmill.method.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.heatmill.image.Channels;
import io.github.heatmill.method.Methods;
import io.github.heatmill.method.SaliencyMethod;
import io.github.heatmill.model.evidence.Batch;
import io.github.heatmill.model.evidence.Evidence;
import io.github.heatmill.model.evidence.LayerEvidence;
import io.github.heatmill.tensor.Heatmap;
import io.github.heatmill.tensor.Tensor;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MiCamTest {
  private static final double LN_2 = Math.log(2);

  /** Two black pixels over a grey one and a white one. */
  private static final Batch IMAGE = grey(2, 2, 0, 0, 0.5f, 1);

  @Test
  void weightsAreTheMutualInformationOfEqualLabels() {
    // H(grey) of 2, 1, 1 of 4 pixels is 1.5 ln 2. The rest of it where labels are known:
    // distinct: nothing. 0 0 1 2: nothing, as both pixels of the label 0 are black.
    // 0 1 0 2: label 0 holds a black and a grey pixel, 2 / 4 of the pixels with ln 2.
    // 0 1 1 1: label 1 holds three pixels of levels apart, 3 / 4 of them with ln 3.
    Tensor activations =
        Tensor.of(new float[] {1, 2, 3, 4, 0, 0, 1, 2, 0, 1, 0, 2, 0, 1, 1, 1}, 4, 2, 2);
    double[] expected = {
      1.5 * LN_2, 1.5 * LN_2, 1.5 * LN_2 - 0.5 * LN_2, 1.5 * LN_2 - 0.75 * Math.log(3)
    };
    assertThat(weights("mi-cam", IMAGE, activations)).containsExactly(expected, within(1e-12));
  }

  @Test
  void aConstantChannelHasNoInformation() {
    Tensor constant = Tensor.of(new float[] {7, 7, 7, 7, 0, -0f, 0, -0f}, 2, 2, 2);
    assertThat(weights("mi-cam", IMAGE, constant)).containsExactly(0, 0);
    assertThat(weights("mi-cam:binned", IMAGE, constant)).containsExactly(0, 0);
  }

  @Test
  void theImageHasFullInformationAboutItself() {
    Random random = new Random(20260101);
    float[] levels = new float[16 * 16];
    int[] counts = new int[8];
    for (int p = 0; p < levels.length; p++) {
      int level = random.nextInt(counts.length);
      counts[level]++;
      levels[p] = level * 30 / 255f;
    }
    double entropy = 0;
    for (int count : counts) {
      entropy -= count / 256.0 * Math.log(count / 256.0);
    }
    double[] weights = weights("mi-cam", grey(16, 16, levels), Tensor.of(levels, 1, 16, 16));
    assertThat(weights[0]).isCloseTo(entropy, within(1e-12));
    double[] shares = weights("mi-cam:binned", grey(16, 16, levels), Tensor.of(levels, 1, 16, 16));
    assertThat(shares[0]).isCloseTo(1, within(1e-12));
  }

  @Test
  void monotoneChangesOfPositiveValuesDoNotMatter() {
    Random random = new Random(7);
    float[] pixels = new float[12 * 12];
    float[] activations = new float[16];
    float[] cubed = new float[16];
    for (int p = 0; p < pixels.length; p++) {
      pixels[p] = random.nextFloat();
    }
    for (int i = 0; i < activations.length; i++) {
      activations[i] = Math.max(0, random.nextInt(12) - 5);
      cubed[i] = (float) Math.pow(activations[i], 3);
    }
    Batch image = grey(12, 12, pixels);
    double[] weights = weights("mi-cam", image, Tensor.of(activations, 1, 4, 4));
    assertThat(weights[0]).isPositive();
    double[] ofCubes = weights("mi-cam", image, Tensor.of(cubed, 1, 4, 4));
    assertThat(ofCubes).containsExactly(weights, within(1e-12));
    assertThat(weights("mi-cam:binned", image, Tensor.of(cubed, 1, 4, 4)))
        .isNotEqualTo(weights("mi-cam:binned", image, Tensor.of(activations, 1, 4, 4)));
  }

  @Test
  void cellsNeedNotDivideTheImage() {
    // Pixel y of 3 belongs to the cell floor(2 y / 3): 0, 0, 1. The grey levels 0 and 1 share a
    // cell: of H = ln 3 there is left 2 / 3 ln 2.
    Tensor activations = Tensor.of(new float[] {1, 2}, 1, 2, 1);
    assertThat(weights("mi-cam", grey(3, 1, 0, 0.5f, 1), activations))
        .containsExactly(new double[] {Math.log(3) - 2 / 3.0 * LN_2}, within(1e-12));
  }

  @Test
  void binsAreWeighedByBothEntropies() {
    // Grey bins 0 0 31 63: H = 1.5 ln 2. Two bins of 0 1 2 3: 0 0 1 1, H = ln 2, and all of it is
    // shared. ln 2 / sqrt(1.5 ln 2 ln 2).
    Tensor activations = Tensor.of(new float[] {0, 1, 2, 3}, 1, 2, 2);
    assertThat(weights("mi-cam:binned,bins=2", IMAGE, activations))
        .containsExactly(new double[] {1 / Math.sqrt(1.5)}, within(1e-12));
  }

  @Test
  void theMapIsTheBlurredSumOfWeightedChannels() {
    // Both weigh 1.5 ln 2: the sum is 1.5 ln 2 (6, 6, 4, 4).
    Tensor activations = Tensor.of(new float[] {1, 2, 3, 4, 5, 4, 1, 0}, 2, 2, 2);
    double[][] blur = CellBlur.matrix(2, 2);
    double upper = 1.5 * LN_2 * (6 * blur[0][0] + 4 * blur[0][1]);
    double lower = 1.5 * LN_2 * (6 * blur[1][0] + 4 * blur[1][1]);
    float[] expected = {(float) upper, (float) upper, (float) lower, (float) lower};
    Tensor map = map(new MiCam(), IMAGE, activations);
    assertThat(map.values()).containsExactly(expected, within(1e-5f));
    assertThat(map.shape()).containsExactly(2, 2);
  }

  @Test
  void negativeSumsAreCut() {
    Tensor activations = Tensor.of(new float[] {-1, -2, -3, -4}, 1, 2, 2);
    assertThat(map(new MiCam(), IMAGE, activations)).isEqualTo(Tensor.zeros(2, 2));
  }

  @Test
  void uglyCasesAreFlatOrShow() {
    Tensor values = Tensor.of(new float[] {1, 2, 3, 4}, 1, 2, 2);
    Tensor broken = Tensor.of(new float[] {1, 2, Float.NaN, 4}, 1, 2, 2);
    Tensor infinite = Tensor.of(new float[] {1, 2, Float.POSITIVE_INFINITY, 4}, 1, 2, 2);
    Batch black = grey(2, 2, 0, 0, 0, 0);
    for (String id : List.of("mi-cam", "mi-cam:binned")) {
      SaliencyMethod method = Methods.method(id);
      assertThat(map(method, black, values)).as(id).isEqualTo(Tensor.zeros(2, 2));
      assertThat(map(method, IMAGE, Tensor.zeros(1, 1, 1))).isEqualTo(Tensor.zeros(1, 1));
      // More cells than pixels: no crash, and nothing that is not a number.
      Tensor finer = map(method, grey(1, 1, 0.5f), values);
      assertThat(Heatmap.of(finer).status()).isEqualTo(Heatmap.Status.FLAT);
      for (Tensor ill : List.of(broken, infinite)) {
        assertThat(Heatmap.of(map(method, IMAGE, ill)).status())
            .isEqualTo(Heatmap.Status.NON_FINITE);
      }
    }
  }

  @Test
  void idsSayWhichVariant() {
    assertThat(Methods.method("mi-cam:binned,bins=16").id()).isEqualTo("mi-cam:binned,bins=16");
    assertThat(Methods.method("mi-cam:binned,bins=32").id()).isEqualTo("mi-cam:binned");
  }

  private static double[] weights(String id, Batch image, Tensor activations) {
    return ((MiCam) Methods.method(id)).weights(image, 0, activations);
  }

  private static Tensor map(SaliencyMethod method, Batch image, Tensor activations) {
    int[] shape = activations.shape();
    Tensor layer = activations.reshape(1, shape[0], shape[1], shape[2]);
    LayerEvidence evidence = new LayerEvidence("layer", layer, Tensor.zeros(layer.shape()));
    return method
        .explain(null, new Evidence(image, Tensor.zeros(1, 2), new int[] {0}, List.of(evidence)))
        .slice(0);
  }

  /** An image without colours, of levels from 0 to 1. */
  private static Batch grey(int height, int width, float... levels) {
    Tensor pixels = Tensor.zeros(1, 3, height, width);
    for (int i = 0; i < pixels.size(); i++) {
      pixels.values()[i] = (levels[i % levels.length] - 0.5f) / 0.25f;
    }
    return new Batch(pixels, new int[] {0}, Channels.rgb(0.5f), Channels.rgb(0.25f));
  }
}
