package io.github.heatmill.method.gradient;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.method.LinearNetwork;
import io.github.heatmill.method.RefusingProbe;
import io.github.heatmill.model.Access;
import io.github.heatmill.model.evidence.Evidence;
import io.github.heatmill.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class FullGradTest {
  private static final Tensor MAPS = Tensor.of(new float[] {0.5f, 2, 0, 1, 3, 7}, 2, 1, 3);

  @Test
  void theMapIsTheNetworksOwn() {
    assertThat(new FullGrad().explain(answering(MAPS), evidence())).isEqualTo(MAPS);
  }

  @Test
  void layersMakeNoDifference() {
    Evidence without = evidence().only(List.of());
    assertThat(new FullGrad().explain(answering(MAPS), without)).isEqualTo(MAPS);
  }

  @Test
  void aBrokenShareShows() {
    Tensor broken = Tensor.of(new float[] {Float.NaN, 2, 0, 1, 3, 7}, 2, 1, 3);
    assertThat(new FullGrad().explain(answering(broken), evidence()).values()[0]).isNaN();
  }

  @Test
  void itAsksForBiases() {
    assertThat(new FullGrad().access()).containsExactly(Access.BIASES);
  }

  private static Evidence evidence() {
    return LinearNetwork.of(new double[] {1}).evidence(Tensor.zeros(2, 1, 2, 2), 0, 0);
  }

  private static RefusingProbe answering(Tensor maps) {
    return new RefusingProbe() {
      @Override
      public FullGradients fullGradients(Evidence evidence) {
        return new FullGradients(maps, new double[evidence.size()]);
      }
    };
  }
}
