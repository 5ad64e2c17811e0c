package io.github.heatmill.metric.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.heatmill.metric.MetricInput;
import io.github.heatmill.metric.Metrics;
import io.github.heatmill.metric.PooledNumber;
import io.github.heatmill.metric.Subjects;
import io.github.heatmill.tensor.Noise;
import io.github.heatmill.tensor.Tensor;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CoherencyAdccTest {
  private static final Tensor MAP = Subjects.map(2, 0, 0, 1, 1);
  private static final Tensor OPPOSITE = Subjects.map(2, 5, 5, 2, 2);

  /** Half of it agrees: the correlation is 0. */
  private static final Tensor UNRELATED = Subjects.map(2, 3, 7, 3, 7);

  /**
   * Scaled 0, 1/3, 2/3, 1: the correlation is (2/6) / sqrt(1/4 x 5/36 x 4 x 4) x 4 = 2 / sqrt(5).
   */
  private static final Tensor RELATED = Subjects.map(2, 0, 1, 2, 3);

  @Test
  void coherencyIsTheCorrelationOnAScaleOfZeroToOne() {
    assertThat(coherency(MAP)).isCloseTo(1, within(1e-12));
    assertThat(coherency(OPPOSITE)).isCloseTo(0, within(1e-12));
    assertThat(coherency(UNRELATED)).isCloseTo(0.5, within(1e-7));
    // Deviations of -1/2, -1/2, 1/2, 1/2 and -1/2, -1/6, 1/6, 1/2: products add up to 2/3, squares
    // to 1 and 5/9, so r = (2/3) / sqrt(5/9) = 2 / sqrt(5).
    assertThat(coherency(RELATED)).isCloseTo((2 / Math.sqrt(5) + 1) / 2, within(1e-7));
  }

  @Test
  void coherencyWithAFlatMapIsUndefined() {
    assertThat(coherency(Subjects.map(2, 3, 3, 3, 3))).isNaN();
    assertThat(coherency(Subjects.map(2, 3, Float.NaN, 3, 1))).isNaN();
    assertThat(coherency(Subjects.map(2, 3, Float.POSITIVE_INFINITY, 3, 1))).isNaN();
  }

  @Test
  void unitAndOriginOfTheSecondMapDoNotMatter() {
    Tensor map = Noise.uniform(1, 2, 2);
    Tensor other = Tensor.zeros(2, 2);
    for (int i = 0; i < 4; i++) {
      other.values()[i] = 50 * map.values()[i] - 7;
    }
    assertThat(coherency(other)).isCloseTo(coherency(map), within(1e-5));
    assertThat(coherency(map)).isBetween(0.0, 1.0);
  }

  @Test
  void adccIsAHarmonicMean() {
    // Coherency 1/2, complexity 1/2, and from 0.8 to 0.6 a drop of 1/4: 3 / (2 + 2 + 4 / 3).
    assertThat(adcc(UNRELATED, 0.8, 0.6)).isCloseTo(9 / 16.0, within(1e-7));
    // Coherency 1, no drop: 3 / (1 + 2 + 1).
    assertThat(adcc(MAP, 0.6, 0.8)).isCloseTo(0.75, within(1e-12));
  }

  @Test
  void oneTermOfZeroIsEnough() {
    assertThat(adcc(MAP, 0.8, 0)).isZero();
    assertThat(adcc(OPPOSITE, 0.8, 0.8)).isCloseTo(0, within(1e-12));
  }

  @Test
  void adccIsUndefinedWhereATermIs() {
    assertThat(adcc(Subjects.map(2, 3, 3, 3, 3), 0.8, 0.8)).isNaN();
    assertThat(adcc(Subjects.map(2, 3, 3, 3, 3), 0.8, 0)).isNaN();
    assertThat(adcc(MAP, 0, 0.8)).isNaN();
  }

  @Test
  void overManyImagesItIsTheHarmonicMeanOfTheMeans() {
    PooledNumber pooled = new Adcc().pooled().get(0);
    double[] sums = new double[6];
    add(sums, pooled.terms(row(0.9, 0.4, 0.1)));
    add(sums, pooled.terms(row(0.7, 0.2, 0.3)));
    add(sums, pooled.terms(row(Double.NaN, 0.6, Double.NaN)));
    // Coherency 1.6 / 2 = 0.8, complexity 1.2 / 3 = 0.4, drop 0.4 / 2 = 0.2:
    // 3 / (1 / 0.8 + 1 / 0.6 + 1 / 0.8) = 3 / (25 / 6).
    assertThat(pooled.value(sums)).isCloseTo(0.72, within(1e-12));
    assertThat(pooled.value(new double[6])).isNaN();
    // Such an image is left out, and not counted.
    assertThat(pooled.terms(row(Double.NaN, Double.NaN, Double.NaN))).containsOnly(Double.NaN);
    assertThat(pooled.column().name()).isEqualTo("adcc_of_means");
    assertThat(new Adcc().companions())
        .containsExactly("coherency", "complexity", "average_drop")
        .allSatisfy(Metrics::metric);
  }

  @Test
  void publishedMeansGiveThePublishedNumber() {
    PooledNumber pooled = new Adcc().pooled().get(0);
    // Grad-CAM on VGG16, as ReciproCAM's table has it: 66.42, 69.20 and 15.65 % give 53.52 %.
    assertThat(pooled.value(pooled.terms(row(0.6920, 0.1565, 0.6642))))
        .isCloseTo(0.5352, within(4e-4));
  }

  private static double coherency(Tensor again) {
    return new Coherency().measure(subject(again, 0.5, 0.5)).values()[0];
  }

  private static double adcc(Tensor again, double original, double shaded) {
    return new Adcc().measure(subject(again, original, shaded)).values()[0];
  }

  private static MetricInput subject(Tensor again, double original, double shaded) {
    return new MetricInput(
        Subjects.alone(MAP).saliency(),
        original,
        Optional.empty(),
        Optional.of(again),
        copy -> shaded);
  }

  private static void add(double[] sums, double[] terms) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += terms[i];
    }
  }

  private static PooledNumber.Numbers row(double coherency, double complexity, double drop) {
    Map<String, Double> columns =
        Map.of("coherency", coherency, "complexity", complexity, "average_drop", drop);
    return new PooledNumber.Numbers() {
      @Override
      public double column(String name) {
        return columns.get(name);
      }

      @Override
      public double probability() {
        return 0.5;
      }
    };
  }
}
