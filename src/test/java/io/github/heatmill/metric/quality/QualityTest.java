package io.github.heatmill.metric.quality;

import static io.github.heatmill.metric.Subjects.alone;
import static io.github.heatmill.metric.Subjects.map;
import static io.github.heatmill.metric.Subjects.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.heatmill.image.Size;
import io.github.heatmill.metric.Saliency;
import io.github.heatmill.tensor.Tensor;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The three ask, in different ways, how much of the image a map spreads over. */
class QualityTest {
  /** Scaled to 0..1: 0, 1/4, 1/2, 1. */
  private static final Tensor RISING = map(2, 2, 3, 4, 6);

  private static final Tensor ONE_PIXEL = map(2, 0, 0, 7, 0);

  private static final Tensor HALF = map(2, -1, 1, 1, -1);

  @Test
  void complexityIsTheMean() {
    assertThat(value("complexity", alone(RISING))).isEqualTo(7.0 / 16);
    assertThat(value("complexity", alone(ONE_PIXEL))).isEqualTo(0.25);
    assertThat(value("complexity", alone(HALF))).isEqualTo(0.5);
  }

  @Test
  void sparsenessIsTheGiniIndex() {
    // 1 - 2 (0 x 3.5 + 1/4 x 2.5 + 1/2 x 1.5 + 1 x 0.5) / (7/4) / 4 = 1 - 15/28
    assertThat(value("sparseness", alone(RISING))).isCloseTo(13.0 / 28, within(1e-15));
    // 1 - 2 (1 x 0.5) / 1 / 4
    assertThat(value("sparseness", alone(ONE_PIXEL))).isEqualTo(0.75);
    // 1 - 2 (1 x 1.5 + 1 x 0.5) / 2 / 4
    assertThat(value("sparseness", alone(HALF))).isEqualTo(0.5);
  }

  @Test
  void entropyIsAShareOfThatOfAUniformMap() {
    // p = 1/7, 2/7, 4/7: ln 7 - (2 ln 2 + 4 ln 4) / 7, of ln 4
    double expected = (Math.log(7) - 10.0 / 7 * Math.log(2)) / Math.log(4);
    assertThat(value("entropy", alone(RISING))).isCloseTo(expected, within(1e-15));
    assertThat(value("entropy", alone(ONE_PIXEL))).isEqualTo(0);
    // Two pixels of 1/2: ln 2 / ln 4
    assertThat(value("entropy", alone(HALF))).isEqualTo(0.5);
  }

  @Test
  void aNearlyUniformMapIsComplexEvenAndNotSparse() {
    float[] values = new float[1000];
    Arrays.fill(values, 3);
    values[17] = 2;
    Tensor map = map(50, values);
    assertThat(value("complexity", alone(map))).isCloseTo(0.999, within(1e-12));
    // Of 999 ones and a 0: 1 - (sum over k = 2..1000 of 2 (1000.5 - k)) / 999 / 1000 = 0.001
    assertThat(value("sparseness", alone(map))).isCloseTo(0.001, within(1e-12));
    assertThat(value("entropy", alone(map)))
        .isCloseTo(Math.log(999) / Math.log(1000), within(1e-12));
  }

  @Test
  void theyLookAtTheEnlargedMap() {
    // Of (0, 1) enlarged to 4 pixels, 0, 1/4, 3/4 and 1, the mean is 1/2.
    Saliency saliency = Saliency.of(map(2, 0, 1), new Size(4, 1));
    assertThat(new Complexity().value(saliency)).isEqualTo(0.5);
    // 1 - 2 (1/4 x 2.5 + 3/4 x 1.5 + 1 x 0.5) / 2 / 4 = 1 - 4.5 / 8
    assertThat(new Sparseness().value(saliency)).isEqualTo(0.4375);
  }

  @Test
  void aMapOfNothingHasNeitherSparsenessNorEntropy() {
    Saliency none = new Saliency(RISING, Tensor.zeros(2, 2), Tensor.zeros(2, 2));
    assertThat(new Sparseness().value(none)).isNaN();
    assertThat(new Entropy().value(none)).isNaN();
    assertThat(new Complexity().value(none)).isEqualTo(0);
  }
}
