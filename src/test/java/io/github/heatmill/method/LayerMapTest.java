package io.github.heatmill.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.heatmill.method.gradient.FullGrad;
import io.github.heatmill.method.gradient.GradCam;
import io.github.heatmill.method.gradient.LayerCam;
import io.github.heatmill.method.masking.Rise;
import io.github.heatmill.model.evidence.LayerEvidence;
import io.github.heatmill.tensor.Heatmap;
import io.github.heatmill.tensor.Tensor;
import org.junit.jupiter.api.Test;

class LayerMapTest {
  private static final float[] ONES = {1, 1, 1, 1};

  @Test
  void aSingleLayerIsNeitherScaledNorResized() {
    LayerEvidence layer = Evidences.layer(new float[] {2, 4, 6, 8}, ONES, 1, 1, 2, 2);
    assertThat(Evidences.map(new GradCam(), layer))
        .isEqualTo(Tensor.of(new float[] {2, 4, 6, 8}, 2, 2));
  }

  @Test
  void severalLayersFuseByTheMeanOfTheirScaledMaps() {
    LayerEvidence fine = Evidences.layer(new float[] {0, 10, 20, 40}, ONES, 1, 1, 1, 4);
    LayerEvidence coarse = Evidences.layer(new float[] {1, 3}, new float[] {1, 1}, 1, 1, 1, 2);
    Tensor map = Evidences.map(new GradCam(), fine, coarse);
    // Fine, scaled: 0 0.25 0.5 1. Coarse, scaled: 0 1, at half-pixel centres 0 0.25 0.75 1.
    // Half of each: 0, 0.25, 0.625, 1.
    assertThat(map).isEqualTo(Tensor.of(new float[] {0, 0.25f, 0.625f, 1}, 1, 4));
  }

  @Test
  void theFusedMapIsAsFineAsTheFinestLayerAlongEachAxis() {
    LayerEvidence tall = Evidences.layer(ONES, ONES, 1, 1, 4, 1);
    LayerEvidence wide = Evidences.layer(new float[6], new float[6], 1, 1, 2, 3);
    assertThat(Evidences.map(new LayerCam(), tall, wide).shape()).containsExactly(4, 3);
  }

  @Test
  void aFlatLayerAddsNothingToTheFusedMap() {
    LayerEvidence telling = Evidences.layer(new float[] {0, 8}, new float[] {1, 1}, 1, 1, 1, 2);
    LayerEvidence flat = Evidences.layer(new float[] {5, 5}, new float[] {1, 1}, 1, 1, 1, 2);
    // (0 + 0) / 2 and (1 + 0) / 2.
    assertThat(Evidences.map(new LayerCam(), telling, flat))
        .isEqualTo(Tensor.of(new float[] {0, 0.5f}, 1, 2));
  }

  @Test
  void nanOfOneLayerIsNotLostInTheFusedMap() {
    LayerEvidence broken =
        Evidences.layer(new float[] {0, Float.NaN}, new float[] {1, 1}, 1, 1, 1, 2);
    LayerEvidence sound = Evidences.layer(new float[] {0, 8}, new float[] {1, 1}, 1, 1, 1, 2);
    assertThat(Heatmap.of(Evidences.map(new GradCam(), sound, broken)).status())
        .isEqualTo(Heatmap.Status.NON_FINITE);
  }

  @Test
  void aLayerWithoutPlacesIsRefused() {
    for (SaliencyMethod method : Methods.all()) {
      if (method instanceof Rise || method instanceof FullGrad) {
        continue; // They read no layer.
      }
      LayerEvidence flat = Evidences.layer(new float[] {1, 2}, new float[] {1, 1}, 1, 2);
      assertThatThrownBy(() -> Evidences.map(method, flat))
          .as(method.id())
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Layer has no map: layer gives Tensor[1, 2] (needs (N, K, h, w))");
    }
  }
}
