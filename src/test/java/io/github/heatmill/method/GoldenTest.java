package io.github.heatmill.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.heatmill.method.GoldenPhotos.Photo;
import io.github.heatmill.model.evidence.Batch;
import io.github.heatmill.model.evidence.Evidence;
import io.github.heatmill.model.evidence.LayerEvidence;
import io.github.heatmill.tensor.PrincipalComponent;
import io.github.heatmill.tensor.Ranges;
import io.github.heatmill.tensor.Softmax;
import io.github.heatmill.tensor.Tensor;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Real photos through a real network, compared with the results of pytorch-grad-cam. */
class GoldenTest extends OnGoldenPhotos {
  private static final double MAP_TOLERANCE = 1e-4;

  /** Our ids, and the reference's names. */
  private static final Map<String, String> METHODS =
      Map.of(
          "grad-cam", "grad-cam",
          "grad-cam++", "grad-cam++",
          "xgrad-cam", "xgrad-cam",
          "hires-cam", "hires-cam",
          "layer-cam", "layer-cam",
          "eigen-cam", "eigen-cam",
          "eigen-grad-cam", "eigengrad-cam",
          "ablation-cam", "ablation-cam",
          "score-cam", "score-cam");

  /**
   * Where the reference shows the other side of the principal component: its sign is whatever the
   * singular value decomposition gives, while ours has the larger absolute value above 0.
   */
  private static final Set<String> TURNED =
      Set.of(
          "eigen-cam features n01820546_lorikeet",
          "eigen-grad-cam features.22 n01514668_cock",
          "eigen-grad-cam features.22 n02091244_Ibizan_hound",
          "eigen-grad-cam features.22 n06874185_traffic_light");

  @ParameterizedTest
  @FieldSource("io.github.heatmill.method.GoldenPhotos#NAMES")
  void predictionsAreThoseOfTheReference(String name) throws IOException {
    Photo expected = golden.photo(name);
    Evidence evidence = golden.evidence(name, Batch.PREDICTED);
    float[] logits = evidence.logits().values();
    assertThat(evidence.targets()).containsExactly(expected.top1());
    assertThat((double) logits[expected.top1()] / expected.logit()).isCloseTo(1, within(1e-3));
    assertThat(Softmax.of(logits)[expected.top1()]).isCloseTo(expected.prob(), within(1e-4));
  }

  @ParameterizedTest
  @FieldSource("io.github.heatmill.method.GoldenPhotos#NAMES")
  void mapsAreThoseOfTheReference(String name) throws IOException {
    Evidence evidence = golden.evidence(name, Batch.PREDICTED);
    for (String layer : GoldenPhotos.LAYERS) {
      Evidence atLayer = evidence.only(List.of(layer));
      for (String id : METHODS.keySet()) {
        String what = id + " " + layer + " " + name;
        Tensor maps =
            TURNED.contains(what)
                ? otherSide(id, atLayer.layers().get(0))
                : Methods.method(id).explain(golden.probe(), atLayer);
        float[][] expected = golden.photo(name).layers().get(layer).get(METHODS.get(id));
        assertThat(worst(maps, expected)).as(what).isLessThan(MAP_TOLERANCE);
      }
    }
  }

  @Test
  void withHalfPixelCentresScoreCamIsClearlyAnotherMap() throws IOException {
    String name = "n01820546_lorikeet";
    Evidence evidence = golden.evidence(name, Batch.PREDICTED).only(List.of("features"));
    Tensor maps = Methods.method("score-cam:half-pixel").explain(golden.probe(), evidence);
    float[][] expected = golden.photo(name).layers().get("features").get("score-cam");
    assertThat(worst(maps, expected)).isBetween(0.05, 0.35);
  }

  /** ReLU of the component with its sign turned. */
  private static Tensor otherSide(String id, LayerEvidence layer) {
    Tensor activations = layer.activations().slice(0);
    int positions = activations.length(1) * activations.length(2);
    double[][] channels = new double[activations.length(0)][positions];
    for (int i = 0; i < activations.size(); i++) {
      double gradient = id.equals("eigen-cam") ? 1 : layer.gradients().values()[i];
      channels[i / positions][i % positions] = gradient * activations.values()[i];
    }
    double[] turned =
        Arrays.stream(PrincipalComponent.projection(channels)).map(value -> -value).toArray();
    return Rectified.map(turned, activations)
        .reshape(1, activations.length(1), activations.length(2));
  }

  private static double worst(Tensor maps, float[][] expected) {
    Tensor scaled = Ranges.minMaxScaled(maps);
    assertThat(scaled.shape()).containsExactly(1, expected.length, expected[0].length);
    double worst = 0;
    for (int i = 0; i < scaled.size(); i++) {
      double value = expected[i / expected[0].length][i % expected[0].length];
      worst = Math.max(worst, Math.abs(scaled.values()[i] - value));
    }
    return worst;
  }
}
