package io.github.heatmill.model.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.heatmill.model.Probe;
import io.github.heatmill.model.alteration.Alteration;
import io.github.heatmill.model.alteration.AlteredArea.Highest;
import io.github.heatmill.model.alteration.AlteredCopy;
import io.github.heatmill.model.alteration.Fill;
import io.github.heatmill.model.alteration.Fill.Plain;
import io.github.heatmill.model.alteration.GaussianKernel;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests fills that are computed from the image, with numbers by hand. */
class MadeFillsTest extends OnSummingNetwork {
  private static final double TINY = 1e-5;

  @Test
  void blurredImagesFadeToZerosBeyondTheirEdges() {
    GaussianKernel thirds = new GaussianKernel(List.of(0.25, 0.5, 0.25));
    Alteration blur = new Alteration(new Highest(16), new Fill.Blurred(thirds), Plain.IMAGE);

    Probe.ClassScores scores =
        probe.scores(evidence(1), counting(), List.of(new AlteredCopy(0, 0, blur)));

    // Green is 1. Along each axis the weights of the four pixels add up to 3/4, 1, 1, 3/4: 7/2.
    assertThat(scores.logits()[0] - 3).isCloseTo(2 * 3.5 * 3.5 / 16, within(TINY));
  }

  @Test
  void aSmallerAndALargerKernelGoTogether() {
    Fill one = new Fill.Blurred(new GaussianKernel(List.of(0.5)));
    Fill three = new Fill.Blurred(new GaussianKernel(List.of(0.25, 0.5, 0.25)));
    List<AlteredCopy> copies =
        List.of(
            new AlteredCopy(0, 0, new Alteration(new Highest(16), three, Plain.IMAGE)),
            new AlteredCopy(0, 0, new Alteration(new Highest(16), one, Plain.IMAGE)));

    Probe.ClassScores scores = probe.scores(evidence(1), counting(), copies);

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
}
