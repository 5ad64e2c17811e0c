package io.github.heatmill.method.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.heatmill.method.Evidences;
import io.github.heatmill.method.Methods;
import io.github.heatmill.method.SaliencyMethod;
import io.github.heatmill.model.evidence.Batch;
import io.github.heatmill.model.evidence.Evidence;
import io.github.heatmill.model.evidence.LayerEvidence;
import io.github.heatmill.tensor.Heatmap;
import io.github.heatmill.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class IntegrativeCamTest {
  private static final float[] ACTIVATIONS = {1, 0, 3, 1, 0, 2};
  private static final float[] GRADIENTS = {1, -1, 0.5f, 2, 0, 0};
  private static final LayerEvidence LAYER = Evidences.layer(ACTIVATIONS, GRADIENTS, 1, 2, 1, 3);

  @Test
  void evenlyLikelyClassesWeighAsHalfTheGradientsAndTheBiasIsSpread() {
    // Logits 8, 8: p = 1 / 2, rho = 0, alpha = 1 / 2. w = (1 + 0.5) / 2 = 0.75 and 2 / 2 = 1.
    // b = 8 - (1 + 1.5 + 2) = 3.5. s = (0.75 + 1) / (1.5 / 3 + 2 / 3) = 1.5. s b / Z = 1.75.
    // 0.75 * 1 + 1 * 1 + 1.75, 0 + 0 + 1.75, 0.75 * 3 + 1 * 2 + 1.75.
    assertThat(map(new IntegrativeCam(), new float[] {8, 8}, LAYER).values())
        .containsExactly(new float[] {3.5f, 1.75f, 6}, within(1e-5f));
  }

  @Test
  void aCertainClassWeighsWithRhoOfMinusOne() {
    // p = 1, rho = -1, a = 4 and 3: alpha = 1 / max(2 - 4, 1), 1 / max(2 - 2, 1), 1 / max(2 - 6,
    // 1),
    // all 1. w = 1.5 and 2. b = 104.5 - 4.5 = 100; s = 3.5 / (3.5 / 3) = 3; s b / Z = 100.
    assertThat(map(new IntegrativeCam(), new float[] {104.5f, 0}, LAYER).values())
        .containsExactly(new float[] {103.5f, 100, 108.5f}, within(1e-3f));
  }

  @Test
  void theResidualIsTheUnexplainedPartOfTheLogit() {
    // y = 10 A_0 - 2 A_1 + 3 at activations 0.5, 4: y = 5 - 8 + 3 = 0.
    LogitSplit share =
        LogitSplit.of(
            0, Tensor.of(new float[] {0.5f, 4}, 2, 1, 1), Tensor.of(new float[] {10, -2}, 2, 1, 1));
    assertThat(share.residual()).isEqualTo(3);
    assertThat(share.effects()).isEqualTo(13);
  }

  @Test
  void withoutBiasTheExponentialIsGradCamPlusPlus() {
    // The logit is what activations and gradients explain, 4.5.
    Tensor map = map(exponential(), new float[] {4.5f, 0}, LAYER);
    assertThat(map).isEqualTo(Evidences.map(new GradCamPlusPlus(), LAYER));
  }

  @Test
  void biasesLiftTheExponentialEvenly() {
    Tensor plain = Evidences.map(new GradCamPlusPlus(), LAYER);
    Tensor lifted = map(exponential(), new float[] {6, 0}, LAYER);
    // w = 1 / (2 + 4) + 0.5 / (2 + 2) and 2 / (2 + 6); s = w_0 + w_1 over 3.5 / 3; b = 1.5; Z = 3.
    float lift = (1 / 6f + 1 / 8f + 1 / 4f) / 3.5f * 3 * 1.5f / 3;
    for (int i = 0; i < plain.size(); i++) {
      assertThat(lifted.values()[i] - plain.values()[i]).isCloseTo(lift, within(1e-5f));
    }
  }

  @Test
  void layersCountByTheirContributionToThePrediction() {
    // Both maps, scaled, are 0 1 and 1 0. E = |1 * 2| + |1 * 4| = 6 and |-1 * 2| + 0 = 2.
    LayerEvidence first = Evidences.layer(new float[] {2, 4}, new float[] {1, 1}, 1, 1, 1, 2);
    LayerEvidence second = Evidences.layer(new float[] {2, 0}, new float[] {1, 0}, 1, 1, 1, 2);
    assertThat(map(new IntegrativeCam(), new float[] {6, 0}, first, second))
        .isEqualTo(Tensor.of(new float[] {0.25f, 0.75f}, 1, 2));
  }

  @Test
  void theFinestLayerGivesTheResolution() {
    LayerEvidence tall = Evidences.layer(new float[] {0, 1, 2, 4}, new float[4], 1, 1, 4, 1);
    LayerEvidence wide = Evidences.layer(new float[] {0, 1, 2}, new float[3], 1, 1, 1, 3);
    assertThat(map(new IntegrativeCam(), new float[] {1, 0}, tall, wide).shape())
        .containsExactly(4, 3);
  }

  @Test
  void withoutGradientsTheMapIsFlatAtAnyNumberOfLayers() {
    LayerEvidence silent = Evidences.layer(ACTIVATIONS, new float[6], 1, 2, 1, 3);
    Tensor flat = Tensor.zeros(1, 3);
    assertThat(map(new IntegrativeCam(), new float[] {9, 0}, silent)).isEqualTo(flat);
    assertThat(map(new IntegrativeCam(), new float[] {9, 0}, silent, silent)).isEqualTo(flat);
    LayerEvidence against =
        Evidences.layer(ACTIVATIONS, new float[] {-1, 0, 0, -1, 0, 0}, 1, 2, 1, 3);
    assertThat(map(new IntegrativeCam(), new float[] {9, 0}, against)).isEqualTo(flat);
  }

  @Test
  void eachImageHasItsOwnShares() {
    Tensor alone = map(new IntegrativeCam(), new float[] {8, 8}, LAYER);
    float[] activations = {9, 9, 0, 1, 5, 1, 1, 0, 3, 1, 0, 2};
    float[] gradients = {1, 2, 3, 4, 5, 6, 1, -1, 0.5f, 2, 0, 0};
    Evidence both =
        evidence(
            Tensor.of(new float[] {3, 1, 8, 8}, 2, 2),
            Evidences.layer(activations, gradients, 2, 2, 1, 3));
    assertThat(new IntegrativeCam().explain(null, both).slice(1)).isEqualTo(alone);
  }

  @Test
  void brokenValuesShowInTheMap() {
    LayerEvidence broken = Evidences.layer(new float[] {1, Float.NaN}, new float[2], 1, 1, 1, 2);
    LayerEvidence sound = Evidences.layer(new float[] {1, 2}, new float[] {1, 1}, 1, 1, 1, 2);
    Tensor map = map(new IntegrativeCam(), new float[] {1, 0}, sound, broken);
    assertThat(Heatmap.of(map).status()).isEqualTo(Heatmap.Status.NON_FINITE);
    Tensor unknown = map(new IntegrativeCam(), new float[] {Float.NaN, 0}, sound);
    assertThat(Heatmap.of(unknown).status()).isEqualTo(Heatmap.Status.NON_FINITE);
  }

  @Test
  void aSinglePlaceIsFlat() {
    LayerEvidence place = Evidences.layer(new float[] {2}, new float[] {3}, 1, 1, 1, 1);
    // p = 1 / 2: w = 1.5; b = 8 - 6 = 2, s = 1.5 / 3: 1.5 * 2 + 2 / 2 = 4.
    assertThat(map(new IntegrativeCam(), new float[] {8, 8}, place))
        .isEqualTo(Tensor.of(new float[] {4}, 1, 1));
  }

  @Test
  void idsSayWhichFunction() {
    assertThat(new IntegrativeCam().id()).isEqualTo("integrative-cam");
    assertThat(exponential().id()).isEqualTo("integrative-cam:exp");
    assertThat(exponential().autoLayers()).isEqualTo(SaliencyMethod.AutoLayers.EVERY_RESOLUTION);
  }

  private static SaliencyMethod exponential() {
    return Methods.method("integrative-cam:exp");
  }

  private static Tensor map(SaliencyMethod method, float[] logits, LayerEvidence... layers) {
    return method.explain(null, evidence(Tensor.of(logits, 1, 2), layers)).slice(0);
  }

  /** Of the first class. */
  private static Evidence evidence(Tensor logits, LayerEvidence... layers) {
    int images = logits.length(0);
    Batch batch = new Batch(Tensor.zeros(images, 3, 1, 1), new int[images]);
    return new Evidence(batch, logits, new int[images], List.of(layers));
  }
}
