package io.github.heatmill.model.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.heatmill.model.Probe;
import io.github.heatmill.model.alteration.Alteration;
import io.github.heatmill.model.alteration.AlteredArea;
import io.github.heatmill.model.alteration.AlteredArea.Highest;
import io.github.heatmill.model.alteration.AlteredCopy;
import io.github.heatmill.model.alteration.Fill.Plain;
import io.github.heatmill.model.evidence.Evidence;
import io.github.heatmill.tensor.Softmax;
import io.github.heatmill.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests which pixels altered copies change, with numbers by hand. */
class AlteredCopiesTest extends OnSummingNetwork {
  private static final double TINY = 1e-5;

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

    Probe.ClassScores scores =
        probe.scores(evidence(0), flat, List.of(new AlteredCopy(0, 0, alteration)));

    // Without 0, 1, 2, 3, 4 and 5: 120 - 15 = 105.
    assertThat(scores.logits()[0] - 2.5).isCloseTo(105 / 16.0, within(TINY));
  }

  @Test
  void shadesMixTheFillsByTheMap() {
    Alteration shade = new Alteration(new AlteredArea.Shade(), Plain.IMAGE, Plain.MEAN);

    // The map is i for pixel i, scaled i / 15, and so is red: sum of i^2 / 15 = 1240 / 15.
    assertThat(red(shade)).isCloseTo(1240 / 15.0 / 16, within(TINY));
    // Towards black: i^2 / 15 - (1 - i / 15), and the sum of the latter is 16 - 120 / 15 = 8.
    assertThat(red(new Alteration(new AlteredArea.Shade(), Plain.IMAGE, Plain.BLACK)))
        .isCloseTo((1240 / 15.0 - 8) / 16, within(TINY));
  }

  @Test
  void aConstantMapHasNoShades() {
    Tensor flat = Tensor.of(new float[] {7, 7}, 1, 1, 2);
    Alteration shade = new Alteration(new AlteredArea.Shade(), Plain.IMAGE, Plain.MEAN);

    Probe.ClassScores scores =
        probe.scores(evidence(0), flat, List.of(new AlteredCopy(0, 0, shade)));

    assertThat(scores.logits()[0]).isEqualTo(2.5);
  }

  @Test
  void smallMapsAreEnlargedWithHalfPixelCentres() {
    Tensor small = Tensor.of(new float[] {0, 1}, 1, 1, 2);
    Alteration shade = new Alteration(new AlteredArea.Shade(), Plain.IMAGE, Plain.MEAN);

    Probe.ClassScores scores =
        probe.scores(evidence(0), small, List.of(new AlteredCopy(0, 0, shade)));

    // Columns of 0, 1/4, 3/4, 1; red adds up to 28, 32, 36 and so on: 24, 28, 32, 36 in them.
    assertThat(scores.logits()[0] - 2.5).isCloseTo((7 + 24 + 36) / 16.0, within(TINY));
  }

  @Test
  void probabilitiesAreTheSoftmaxOfTheCopysLogits() {
    List<AlteredCopy> copies = new ArrayList<>();
    for (int pixels = 0; pixels <= 16; pixels++) {
      Alteration deletion = new Alteration(new Highest(pixels), Plain.MEAN, Plain.IMAGE);
      copies.add(new AlteredCopy(0, 0, deletion));
    }

    Probe.ClassScores scores = probe.scores(evidence(0), counting(), copies);

    for (int pixels = 0; pixels <= 16; pixels++) {
      // The rest of red is 0 + 1 + ... + (15 - pixels), of green 16 - pixels.
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
    assertThatThrownBy(
            () -> probe.scores(evidence, counting(), List.of(new AlteredCopy(1, 0, fine))))
        .hasMessageStartingWith("Invalid copy: AlteredCopy[image=1");
    assertThatThrownBy(
            () -> probe.scores(evidence, counting(), List.of(new AlteredCopy(0, 1, fine))))
        .hasMessageStartingWith("Invalid copy: AlteredCopy[image=0, map=1");
  }

  @Test
  void noCopiesHaveNoScores() {
    assertThat(probe.scores(evidence(0), counting(), List.of()).size()).isZero();
  }
}
