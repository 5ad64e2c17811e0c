package io.github.heatmill.model.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.heatmill.image.Rgb;
import io.github.heatmill.model.Alteration;
import io.github.heatmill.model.Altered;
import io.github.heatmill.model.Batch;
import io.github.heatmill.model.ClassScores;
import io.github.heatmill.model.Evidence;
import io.github.heatmill.model.Extent;
import io.github.heatmill.model.Extent.Highest;
import io.github.heatmill.model.Fill;
import io.github.heatmill.model.Fill.Plain;
import io.github.heatmill.model.GaussianKernel;
import io.github.heatmill.model.Wanted;
import io.github.heatmill.tensor.Softmax;
import io.github.heatmill.tensor.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Copies with numbers by hand, on a network that adds up: class 0 has the logit mean(red) + 2.5 for
 * red of -2 and more, class 1 has 2 mean(green) + 3.
 */
class AlteredCopiesTest {
  private static final double TINY = 1e-5;
  private static final Rgb HALF = Rgb.all(0.5f);

  /**
   * Twice the size of the map in each direction; red counts up, green is 1, blue does not count.
   */
  private static final float[] IMAGE = {
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, //
    1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, //
    5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5,
  };

  /** Highest at the pixels 15, 14, 13, and so on. */
  private static final float[] COUNTING = {
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
  };

  @TempDir Path folder;
  private DjlProbe probe;

  @BeforeEach
  void open() {
    Path file = OpenedNetworkTest.file("handweighted", "traced");
    probe = NetworkFixture.opened(folder, file, Wanted.at(List.of("conv"), Set.of()));
  }

  @AfterEach
  void close() {
    probe.close();
  }

  @Test
  void theHighestPixelsShowOneFillAndAllOthersAnother() {
    // Red adds up to 120. Without its three highest pixels: 120 - 15 - 14 - 13 = 78.
    assertThat(red(new Alteration(new Highest(3), Plain.MEAN, Plain.IMAGE)))
        .isCloseTo(78 / 16.0, within(TINY));
    assertThat(red(new Alteration(new Highest(3), Plain.IMAGE, Plain.MEAN)))
        .isCloseTo(42 / 16.0, within(TINY));
  }

  @Test
  void noPixelsAndAllPixelsAreTheFillsThemselves() {
    assertThat(red(new Alteration(new Highest(0), Plain.MEAN, Plain.IMAGE)))
        .isCloseTo(120 / 16.0, within(TINY));
    assertThat(red(new Alteration(new Highest(16), Plain.MEAN, Plain.IMAGE))).isZero();
  }

  @Test
  void blackIsNoLightInTheNormalisedSpace() {
    // (0 - 0.5) / 0.5 = -1 on two of 16 pixels: 120 - 15 - 14 - 1 - 1 = 89.
    assertThat(red(new Alteration(new Highest(2), Plain.BLACK, Plain.IMAGE)))
        .isCloseTo(89 / 16.0, within(TINY));
  }

  @Test
  void equalValuesCountInRowMajorOrder() {
    Tensor flat = Tensor.of(new float[] {7}, 1, 1, 1);
    Alteration alteration = new Alteration(new Highest(6), Plain.MEAN, Plain.IMAGE);

    ClassScores scores = probe.scores(evidence(0), flat, List.of(new Altered(0, 0, alteration)));

    // Without 0, 1, 2, 3, 4 and 5: 120 - 15 = 105.
    assertThat(scores.logits()[0] - 2.5).isCloseTo(105 / 16.0, within(TINY));
  }

  @Test
  void shadesMixTheFillsAsTheMapSays() {
    Alteration shade = new Alteration(new Extent.Shade(), Plain.IMAGE, Plain.MEAN);

    // The map is i for pixel i, scaled i / 15, and so is red: sum of i^2 / 15 = 1240 / 15.
    assertThat(red(shade)).isCloseTo(1240 / 15.0 / 16, within(TINY));
    // Towards black: i^2 / 15 - (1 - i / 15), and the sum of the latter is 16 - 120 / 15 = 8.
    assertThat(red(new Alteration(new Extent.Shade(), Plain.IMAGE, Plain.BLACK)))
        .isCloseTo((1240 / 15.0 - 8) / 16, within(TINY));
  }

  @Test
  void aConstantMapHasNoShades() {
    Tensor flat = Tensor.of(new float[] {7, 7}, 1, 1, 2);
    Alteration shade = new Alteration(new Extent.Shade(), Plain.IMAGE, Plain.MEAN);

    ClassScores scores = probe.scores(evidence(0), flat, List.of(new Altered(0, 0, shade)));

    assertThat(scores.logits()[0]).isEqualTo(2.5);
  }

  @Test
  void smallMapsAreEnlargedWithHalfPixelCentres() {
    Tensor small = Tensor.of(new float[] {0, 1}, 1, 1, 2);
    Alteration shade = new Alteration(new Extent.Shade(), Plain.IMAGE, Plain.MEAN);

    ClassScores scores = probe.scores(evidence(0), small, List.of(new Altered(0, 0, shade)));

    // Columns of 0, 1/4, 3/4, 1; red adds up to 28, 32, 36 and so on: 24, 28, 32, 36 in them.
    assertThat(scores.logits()[0] - 2.5).isCloseTo((7 + 24 + 36) / 16.0, within(TINY));
  }

  @Test
  void blurredImagesFadeToZerosBeyondTheirEdges() {
    GaussianKernel thirds = new GaussianKernel(List.of(0.25, 0.5, 0.25));
    Alteration blur = new Alteration(new Highest(16), new Fill.Blurred(thirds), Plain.IMAGE);

    ClassScores scores = probe.scores(evidence(1), counting(), List.of(new Altered(0, 0, blur)));

    // Green is 1. Along each axis the weights of the four pixels add up to 3/4, 1, 1, 3/4: 7/2.
    assertThat(scores.logits()[0] - 3).isCloseTo(2 * 3.5 * 3.5 / 16, within(TINY));
  }

  @Test
  void aSmallerAndALargerKernelGoTogether() {
    Fill one = new Fill.Blurred(new GaussianKernel(List.of(0.5)));
    Fill three = new Fill.Blurred(new GaussianKernel(List.of(0.25, 0.5, 0.25)));
    List<Altered> copies =
        List.of(
            new Altered(0, 0, new Alteration(new Highest(16), three, Plain.IMAGE)),
            new Altered(0, 0, new Alteration(new Highest(16), one, Plain.IMAGE)));

    ClassScores scores = probe.scores(evidence(1), counting(), copies);

    // Half along each axis: a quarter of 1.
    assertThat(scores.logits()[1] - 3).isCloseTo(2 * 0.25, within(TINY));
    assertThat(scores.logits()[0] - 3).isCloseTo(2 * 3.5 * 3.5 / 16, within(TINY));
  }

  @Test
  void aRemovedCornerIsImputed() {
    Alteration impute = new Alteration(new Highest(1), new Fill.Imputed(), Plain.IMAGE);

    // 15 at the corner becomes (14 / 6 + 11 / 6 + 10 / 12) / (5 / 12) = 12, and the noise's
    // standard
    // deviation is 0.01 on one of 16 pixels.
    assertThat(red(impute)).isCloseTo((105 + 12) / 16.0, within(5 * 0.01 / 16));
    assertThat(red(impute)).isNotCloseTo((105 + 12) / 16.0, within(1e-6));
    // Everything but the corner removed: 15 everywhere, noise on 15 pixels.
    assertThat(red(new Alteration(new Highest(1), Plain.IMAGE, new Fill.Imputed())))
        .isCloseTo(15, within(5 * 0.01 / 4));
  }

  @Test
  void anImageWithoutAnyPixelLeftIsItsMean() {
    assertThat(red(new Alteration(new Highest(16), new Fill.Imputed(), Plain.IMAGE)))
        .isCloseTo(120 / 16.0, within(5 * 0.01 / 4));
  }

  @Test
  void probabilitiesAreTheSoftmaxOfTheCopysLogits() {
    List<Altered> copies = new ArrayList<>();
    for (int pixels = 0; pixels <= 16; pixels++) {
      Alteration deletion = new Alteration(new Highest(pixels), Plain.MEAN, Plain.IMAGE);
      copies.add(new Altered(0, 0, deletion));
    }

    ClassScores scores = probe.scores(evidence(0), counting(), copies);

    for (int pixels = 0; pixels <= 16; pixels++) {
      // What is left of red is 0 + 1 + ... + (15 - pixels), of green 16 - pixels.
      float red = (15 - pixels) * (16 - pixels) / 2 / 16f;
      float green = (16 - pixels) / 16f;
      double expected = Softmax.of(new float[] {red + 2.5f, 2 * green + 3})[0];
      assertThat(scores.probabilities()[pixels]).isCloseTo(expected, within(1e-6));
    }
  }

  @Test
  void anImpossibleCopyIsRefused() {
    Alteration most = new Alteration(new Highest(17), Plain.MEAN, Plain.IMAGE);
    Alteration fine = new Alteration(new Highest(16), Plain.MEAN, Plain.IMAGE);
    Evidence evidence = evidence(0);

    assertThatThrownBy(() -> red(most))
        .hasMessageContaining("pixels=17")
        .hasMessageEndingWith("(there are 1 images of 4 x 4 pixels, and the maps Tensor[1, 4, 4])");
    assertThatThrownBy(() -> probe.scores(evidence, counting(), List.of(new Altered(1, 0, fine))))
        .hasMessageStartingWith("Invalid copy: Altered[image=1");
    assertThatThrownBy(() -> probe.scores(evidence, counting(), List.of(new Altered(0, 1, fine))))
        .hasMessageStartingWith("Invalid copy: Altered[image=0, map=1");
  }

  @Test
  void noCopiesHaveNoScores() {
    assertThat(probe.scores(evidence(0), counting(), List.of()).size()).isZero();
  }

  /** The mean of red in one copy. */
  private double red(Alteration alteration) {
    List<Altered> copies = List.of(new Altered(0, 0, alteration));
    return probe.scores(evidence(0), counting(), copies).logits()[0] - 2.5;
  }

  private static Tensor counting() {
    return Tensor.of(COUNTING, 1, 4, 4);
  }

  private Evidence evidence(int target) {
    return probe.evidence(new Batch(Tensor.of(IMAGE, 1, 3, 4, 4), new int[] {target}, HALF, HALF));
  }
}
