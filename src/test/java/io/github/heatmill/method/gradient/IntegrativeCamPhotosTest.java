package io.github.heatmill.method.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.heatmill.method.OnGoldenPhotos;
import io.github.heatmill.model.evidence.Batch;
import io.github.heatmill.model.evidence.Evidence;
import io.github.heatmill.model.evidence.LayerEvidence;
import io.github.heatmill.tensor.Heatmap;
import io.github.heatmill.tensor.Tensor;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntegrativeCamPhotosTest extends OnGoldenPhotos {

  /** After {@code features} come a mean and one linear layer, whose bias is all that is left. */
  @ParameterizedTest
  @ValueSource(ints = {7, 90, 173, 920})
  void theResidualIsTheSameBiasInEveryPhoto(int target) throws IOException {
    double bias = share(NAMES.get(0), target).residual();
    for (String name : NAMES) {
      assertThat(share(name, target).residual()).as(name).isCloseTo(bias, within(1e-4));
    }
  }

  private static LogitSplit share(String name, int target) throws IOException {
    Evidence evidence = golden.evidence(name, target);
    LayerEvidence layer = evidence.only(List.of("features")).layers().get(0);
    return LogitSplit.of(
        evidence.logits().values()[target],
        layer.activations().slice(0),
        layer.gradients().slice(0));
  }

  @ParameterizedTest
  @FieldSource("io.github.heatmill.method.GoldenPhotos#NAMES")
  void theFusedMapIsAsFineAsTheFinerLayer(String name) throws IOException {
    Evidence evidence = golden.evidence(name, Batch.PREDICTED);
    Tensor map = new IntegrativeCam().explain(golden.probe(), evidence).slice(0);
    assertThat(map.shape()).containsExactly(14, 14);
    assertThat(Heatmap.of(map).status()).isEqualTo(Heatmap.Status.OK);
    // Weights that sum to 1 of values of 0 to 1.
    assertThat(Heatmap.of(map).minimum()).isNotNegative();
    assertThat(Heatmap.of(map).maximum()).isLessThanOrEqualTo(1 + 1e-6);
  }
}
