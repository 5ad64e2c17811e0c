package io.github.heatmill.model.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.heatmill.image.Encoding.Form;
import io.github.heatmill.model.Access;
import io.github.heatmill.model.OpeningRequest;
import io.github.heatmill.model.alteration.Gates;
import io.github.heatmill.model.evidence.Batch;
import io.github.heatmill.model.evidence.Evidence;
import io.github.heatmill.model.evidence.LayerEvidence;
import io.github.heatmill.model.exported.ExportedFixtures;
import io.github.heatmill.model.exported.ExportedFixtures.Expected;
import io.github.heatmill.model.exported.ExportedFixtures.ExpectedLayer;
import io.github.heatmill.model.file.NetworkFile;
import io.github.heatmill.model.output.NetworkOutput;
import io.github.heatmill.tensor.Tensor;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Exported programs give what PyTorch's autograd gives for the same networks. */
class ExportedProgramsTest {
  private static final float TOLERANCE = 5e-6f;

  @TempDir Path folder;

  static Stream<String> programs() {
    return ExportedFixtures.names().stream()
        .filter(name -> !Set.of("two-inputs", "autocast", "choosing").contains(name));
  }

  @ParameterizedTest
  @MethodSource("programs")
  void givesTheLogitsActivationsAndGradientsOfPyTorch(String name) {
    Expected expected = ExportedFixtures.expected(name);
    NetworkFile file = read(name, expected);
    List<String> layers = List.copyOf(expected.layers().keySet());
    OpeningRequest wanted =
        OpeningRequest.at(layers, Set.of(Access.HEAD)).with(NetworkOutput.LOGITS);
    try (DjlProbe probe = NetworkFixture.opened(folder, file, wanted)) {
      int[] predicted = new int[expected.shape()[0]];
      Arrays.fill(predicted, Batch.PREDICTED);
      Evidence evidence = probe.evidence(new Batch(expected.images(), predicted));

      assertThat(evidence.logits().values()).containsExactly(expected.logits(), within(TOLERANCE));
      for (LayerEvidence layer : evidence.layers()) {
        ExpectedLayer fixture = expected.layers().get(layer.layer());
        assertThat(layer.activations().values())
            .containsExactly(fixture.activation(), within(TOLERANCE));
        assertThat(layer.gradients().values())
            .containsExactly(fixture.gradient(), within(TOLERANCE));
        Gates open = Gates.toZero(Tensor.of(new float[] {1}, 1, 1, 1, 1, 1));
        Tensor head = probe.head(evidence, layer.layer()).logits(open);
        assertThat(head.values()).containsExactly(expected.logits(), within(TOLERANCE));
      }
    }
  }

  private static NetworkFile read(String name, Expected expected) {
    Form form = expected.type().equals("uint8") ? Form.NCHW_UINT8 : Form.NCHW;
    Optional<String> model = name.startsWith("several") ? Optional.of("second") : Optional.empty();
    return NetworkFile.read(ExportedFixtures.file(name), form, model);
  }
}
