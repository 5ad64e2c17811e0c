package io.github.heatmill.method.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.heatmill.method.Methods;
import io.github.heatmill.method.OnGoldenPhotos;
import io.github.heatmill.model.evidence.Batch;
import io.github.heatmill.model.evidence.Evidence;
import io.github.heatmill.model.evidence.LayerEvidence;
import io.github.heatmill.tensor.Heatmap;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Real photos, against weights from scikit-learn's {@code mutual_info_score}. */
class MiCamPhotosTest extends OnGoldenPhotos {
  private static final double TOLERANCE = 1e-4;

  @ParameterizedTest
  @FieldSource("io.github.heatmill.method.GoldenPhotos#NAMES")
  void weightsAreThoseOfTheReference(String name) throws IOException {
    double[] expected = golden.photo(name).miWeights();
    Evidence evidence = golden.evidence(name, Batch.PREDICTED).only(List.of("features"));
    LayerEvidence layer = evidence.layers().get(0);

    double[] weights = new MiCam().weights(evidence.batch(), 0, layer.activations().slice(0));

    assertThat(Arrays.copyOf(weights, expected.length))
        .containsExactly(expected, within(TOLERANCE));
  }

  @ParameterizedTest
  @FieldSource("io.github.heatmill.method.GoldenPhotos#NAMES")
  void bothVariantsFindSomething(String name) throws IOException {
    Evidence evidence = golden.evidence(name, Batch.PREDICTED);
    for (String id : List.of("mi-cam", "mi-cam:binned")) {
      Heatmap map = Heatmap.of(Methods.method(id).explain(golden.probe(), evidence).slice(0));
      assertThat(map.status()).as(id).isEqualTo(Heatmap.Status.OK);
    }
  }
}
