package io.github.heatmill.method.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.heatmill.method.LinearNetwork;
import io.github.heatmill.method.RefusingProbe;
import io.github.heatmill.model.Head;
import io.github.heatmill.model.alteration.Gates;
import io.github.heatmill.model.evidence.Evidence;
import io.github.heatmill.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AblationCamTest {
  private static final LinearNetwork NETWORK =
      LinearNetwork.of(new double[] {2, 1, -1}, new double[] {0, 1, 0});
  private static final float[] IMAGE = {1, 3, 2, 0, 4, 0};

  @Test
  void weightsAreTheSharesOfTheLogitThatAreLost() {
    Tensor maps = maps(NETWORK, Tensor.of(IMAGE, 1, 3, 1, 2));
    // Means 2, 1, 2: Y = 4 + 1 - 2 = 3; without a channel -1, 2, 5: w = 4/3, 1/3, -2/3.
    // (4 * 1 + 1 * 2 - 2 * 4) / 3 = -2/3, cut to 0; (4 * 3 + 0 - 0) / 3 = 4.
    assertThat(maps.values()).containsExactly(new float[] {0, 4}, within(1e-6f));
  }

  @Test
  void interactionsOfChannelsWithThemselvesCount() {
    LinearNetwork squared =
        LinearNetwork.of(new double[] {0, 1}, new double[] {0, 0})
            .squared(new double[] {2, 0}, new double[] {0, 0});
    // Means 3 and 1: Y = 2 * 9 / 2 + 1 = 10; w = 9/10, 1/10, where gradients would give 6 to 1.
    // 0.9 * 2 + 0.1 * 1 = 1.9, 0.9 * 4 + 0.1 * 1 = 3.7.
    assertThat(maps(squared, Tensor.of(new float[] {2, 4, 1, 1}, 1, 2, 1, 2)).values())
        .containsExactly(new float[] {1.9f, 3.7f}, within(1e-6f));
  }

  @Test
  void aNegativeLogitTurnsTheWeightsRound() {
    // Y = 3 - 6 = -3; w = 4 / -3, 1 / -3, -2 / -3.
    // (-4 * 1 - 1 * 2 + 2 * 4) / 3 = 2/3; (-4 * 3) / 3 < 0.
    assertThat(maps(NETWORK.biased(-6, 0), Tensor.of(IMAGE, 1, 3, 1, 2)).values())
        .containsExactly(new float[] {2 / 3f, 0}, within(1e-6f));
  }

  @Test
  void aLogitOfZeroIsNotDividedBy() {
    // Y = 3 - 3 = 0: w = 4, 1, -2: 4 + 2 - 8 = -2, cut to 0; 12.
    assertThat(maps(NETWORK.biased(-3, 0), Tensor.of(IMAGE, 1, 3, 1, 2)).values())
        .containsExactly(new float[] {0, 12}, within(1e-6f));
  }

  @Test
  void deadAndConstantChannelsAreHarmless() {
    assertThat(maps(NETWORK, Tensor.zeros(1, 3, 1, 2)).values()).containsExactly(0, 0);
    float[] constant = {2, 2, 0, 0, 0, 0};
    // Y = 4 = all of it lost without channel 0: w = 1, and 1 * 2 everywhere.
    assertThat(maps(NETWORK, Tensor.of(constant, 1, 3, 1, 2)).values()).containsExactly(2, 2);
  }

  @Test
  void oneChannelOfOnePlaceIsEnough() {
    LinearNetwork network = LinearNetwork.of(new double[] {5});
    assertThat(maps(network, Tensor.of(new float[] {3}, 1, 1, 1, 1)))
        .isEqualTo(Tensor.of(new float[] {3}, 1, 1, 1));
  }

  @Test
  void brokenActivationsShow() {
    float[] broken = {1, 3, Float.NaN, 0, 4, 0};
    assertThat(maps(NETWORK, Tensor.of(broken, 1, 3, 1, 2)).values()).contains(Float.NaN);
  }

  @Test
  void thePlaceInTheBatchDoesNotMatter() {
    float[] both = Arrays.copyOf(IMAGE, 12);
    System.arraycopy(new float[] {7, 1, 0, 0, 1, 2}, 0, both, 6, 6);
    float[] turned = Arrays.copyOfRange(both, 6, 18);
    System.arraycopy(both, 0, turned, 6, 6);
    Tensor maps = maps(NETWORK, Tensor.of(both, 2, 3, 1, 2));
    Tensor others = maps(NETWORK, Tensor.of(turned, 2, 3, 1, 2));
    assertThat(maps.slice(0)).isEqualTo(others.slice(1));
    assertThat(maps.slice(1)).isEqualTo(others.slice(0));
    assertThat(maps.slice(0)).isEqualTo(maps(NETWORK, Tensor.of(IMAGE, 1, 3, 1, 2)).slice(0));
  }

  @Test
  void manyChannelsRunAFewAtATime() {
    int channels = 300;
    double[] weights = new Random(5).doubles(channels).toArray();
    float[] image = new float[2 * channels];
    double logit = 0;
    double[] expected = new double[2];
    for (int k = 0; k < channels; k++) {
      image[2 * k] = k % 7;
      image[2 * k + 1] = k % 5;
      double lost = weights[k] * (k % 7 + k % 5) / 2;
      logit += lost;
      expected[0] += lost * (k % 7);
      expected[1] += lost * (k % 5);
    }
    List<Integer> asked = new ArrayList<>();
    LinearNetwork network = LinearNetwork.of(weights);
    Evidence evidence = network.evidence(Tensor.of(image, 1, channels, 1, 2), 0);
    Tensor maps = new AblationCam().explain(noting(network, asked), evidence);
    assertThat(asked).containsExactly(128, 128, 44);
    // w_k = lost_k / Y, summed independently above.
    assertThat((double) maps.values()[0]).isCloseTo(expected[0] / logit, within(1e-4));
    assertThat((double) maps.values()[1]).isCloseTo(expected[1] / logit, within(1e-4));
  }

  private static RefusingProbe noting(LinearNetwork network, List<Integer> asked) {
    return new RefusingProbe() {
      @Override
      public Head head(Evidence evidence, String layer) {
        Head head = network.probe().head(evidence, layer);
        return new NotingHead(head, asked);
      }
    };
  }

  private record NotingHead(Head head, List<Integer> asked) implements Head {
    @Override
    public Tensor logits(Gates gates) {
      asked.add(gates.size());
      return head.logits(gates);
    }

    @Override
    public Tensor gradients(Tensor classWeights) {
      return head.gradients(classWeights);
    }

    @Override
    public CrossEntropy crossEntropy(Tensor activations, Tensor wanted) {
      return head.crossEntropy(activations, wanted);
    }

    @Override
    public Curvature curvature() {
      return head.curvature();
    }
  }

  private static Tensor maps(LinearNetwork network, Tensor activations) {
    return network.maps(new AblationCam(), activations, new int[activations.length(0)]);
  }
}
