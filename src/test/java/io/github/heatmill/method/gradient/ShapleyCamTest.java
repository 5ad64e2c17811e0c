package io.github.heatmill.method.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.heatmill.method.LinearNetwork;
import io.github.heatmill.method.RefusingProbe;
import io.github.heatmill.model.Head;
import io.github.heatmill.model.alteration.Gates;
import io.github.heatmill.model.evidence.Evidence;
import io.github.heatmill.tensor.Tensor;
import org.junit.jupiter.api.Test;

class ShapleyCamTest {
  private static final Tensor IMAGE = Tensor.of(new float[] {4, 0, 0, 2}, 1, 2, 1, 2);

  @Test
  void weightsAreMeansOfGradientLessHalfTheCurvature() {
    float[] gradients = {5, 1, 2, 2};
    float[] products = {2, 2, 0, 12};
    Evidence evidence = LinearNetwork.of(new double[] {0, 0}).evidence(IMAGE, 0);
    Tensor maps = new ShapleyCam().explain(curved(gradients, products), evidence);
    // g - H A / 2 = 4, 0 and 2, -4: w = 2, -1: 2 * 4 - 0, 0 - 1 * 2 cut to 0.
    assertThat(maps.values()).containsExactly(8, 0);
  }

  @Test
  void aSingleClassHasOnlyTheCurvatureOfItsLogit() {
    LinearNetwork one = LinearNetwork.of(new double[] {3, 2}).squared(new double[] {1, -2});
    // log p = 0. Means 2, 1: dy/dm = 3 + 2 = 5, 2 - 2 = 0; H m = 1 * 2, -2 * 1;
    // w = (5 - 1) / 2 places = 2, (0 + 1) / 2 = 0.5: 2 * 4, 0.5 * 2.
    assertThat(one.maps(new ShapleyCam(), IMAGE, 0).values())
        .containsExactly(new float[] {8, 1}, within(1e-6f));
  }

  @Test
  void theLogProbabilityBends() {
    LinearNetwork even = LinearNetwork.of(new double[] {1, 0}, new double[] {0, 2});
    // Means 2, 1: y = 2, 2, so p = 1/2 each. Y = 2 y_0 - log(e^y_0 + e^y_1):
    // dY/dm = (2 - 1/2, -1/2 * 2) = 1.5, -1. Along m both logits change by 2, equally: H m = 0.
    // By 2 places 0.75 * 4 = 3, -0.5 * 2 cut to 0.
    assertThat(even.maps(new ShapleyCam(), IMAGE, 0).values())
        .containsExactly(new float[] {3, 0}, within(1e-6f));
  }

  @Test
  void twoClassesThatDifferAlongTheImageAreCorrected() {
    LinearNetwork network = LinearNetwork.of(new double[] {1, 0}, new double[] {0, -2});
    // Means 2, 1: y = 2, -2, p = 0.982014, 0.017986. dY/dm = (2 - p_0, 2 p_1) = 1.017986, 0.035972.
    // Along m: s = 2, -2, mean 1.928055; H m = -(p_0 * 0.071945 * 1, p_1 * -3.928055 * -2)
    // = -0.070651, -0.141302. g - H m / 2 = 1.053312, 0.106623; by 2 places * 4, * 2.
    assertThat(network.maps(new ShapleyCam(), IMAGE, 0).values())
        .containsExactly(new float[] {2.106623f, 0.106623f}, within(1e-5f));
  }

  @Test
  void certaintyLeavesTheLogitsGradient() {
    LinearNetwork network = LinearNetwork.of(new double[] {300, 0}, new double[] {0, 0});
    // p_0 = 1 to the last bit: Y = y_0, without curvature.
    assertThat(network.maps(new ShapleyCam(), IMAGE, 0))
        .isEqualTo(network.maps(new GradCam(), IMAGE, 0));
  }

  @Test
  void zeroGradientsDeadChannelsAndASinglePlaceAreHarmless() {
    LinearNetwork blind = LinearNetwork.of(new double[] {0, 0}, new double[] {0, 0});
    assertThat(blind.maps(new ShapleyCam(), IMAGE, 0).values()).containsExactly(0, 0);
    LinearNetwork one = LinearNetwork.of(new double[] {3, 2});
    assertThat(one.maps(new ShapleyCam(), Tensor.zeros(1, 2, 1, 2), 0).values())
        .containsExactly(0, 0);
    // 3 * 2 + 2 * 5.
    assertThat(one.maps(new ShapleyCam(), Tensor.of(new float[] {2, 5}, 1, 2, 1, 1), 0).values())
        .containsExactly(16);
  }

  @Test
  void brokenCurvatureShows() {
    Evidence evidence = LinearNetwork.of(new double[] {0, 0}).evidence(IMAGE, 0);
    float[] broken = {0, 0, Float.NaN, 0};
    assertThat(
            new ShapleyCam().explain(curved(new float[] {1, 1, 1, 1}, broken), evidence).values())
        .contains(Float.NaN);
  }

  @Test
  void thePlaceInTheBatchDoesNotMatter() {
    LinearNetwork network =
        LinearNetwork.of(new double[] {1, 0.3}, new double[] {0.1, 0.7})
            .squared(new double[] {0.3, 0.1}, new double[] {0.2, 0.9});
    Tensor both = Tensor.of(new float[] {4, 0, 0, 2, 1, 1, 6, 0}, 2, 2, 1, 2);
    Tensor turned = Tensor.of(new float[] {1, 1, 6, 0, 4, 0, 0, 2}, 2, 2, 1, 2);
    Tensor maps = network.maps(new ShapleyCam(), both, 0, 1);
    Tensor others = network.maps(new ShapleyCam(), turned, 1, 0);
    assertThat(maps.slice(0)).isEqualTo(others.slice(1));
    assertThat(maps.slice(1)).isEqualTo(others.slice(0));
  }

  /** A probe whose head has these derivatives, whatever comes. */
  private static RefusingProbe curved(float[] gradients, float[] products) {
    Tensor first = Tensor.of(gradients, 1, 2, 1, 2);
    Tensor second = Tensor.of(products, 1, 2, 1, 2);
    return new RefusingProbe() {
      @Override
      public Head head(Evidence evidence, String layer) {
        return new CurvedHead(new Head.Curvature(first, second));
      }
    };
  }

  private record CurvedHead(Head.Curvature curvature) implements Head {
    @Override
    public Tensor logits(Gates gates) {
      throw new UnsupportedOperationException("Asked for logits");
    }

    @Override
    public Tensor gradients(Tensor classWeights) {
      throw new UnsupportedOperationException("Asked for gradients");
    }

    @Override
    public CrossEntropy crossEntropy(Tensor activations, Tensor wanted) {
      throw new UnsupportedOperationException("Asked for a cross-entropy");
    }
  }
}
