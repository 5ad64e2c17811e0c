package io.github.heatmill.model.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.heatmill.image.Encoding.Form;
import io.github.heatmill.model.Access;
import io.github.heatmill.model.ModelFormatException;
import io.github.heatmill.model.OpeningRequest;
import io.github.heatmill.model.OpeningRequest.Gradients;
import io.github.heatmill.model.alteration.Gates;
import io.github.heatmill.model.evidence.Batch;
import io.github.heatmill.model.evidence.Evidence;
import io.github.heatmill.model.evidence.LayerEvidence;
import io.github.heatmill.model.exported.ExportedFixtures;
import io.github.heatmill.model.exported.ExportedFixtures.Expected;
import io.github.heatmill.model.exported.ExportedFixtures.ExpectedLayer;
import io.github.heatmill.model.file.NetworkFile;
import io.github.heatmill.model.operator.Trust;
import io.github.heatmill.model.output.NetworkOutput;
import io.github.heatmill.tensor.Tensor;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Exported programs give what PyTorch's autograd gives for the same networks. */
class ExportedProgramsTest {
  private static final float TOLERANCE = 5e-6f;

  /** Where the class scores are in programs that return several tensors. */
  private static final Map<String, String> PARTS =
      Map.of("dictionary", "logits", "named", "logits", "nested", "heads/1/logits");

  @TempDir Path folder;

  /** Programs that cannot be opened, or at no layer with a gradient, have tests of their own. */
  static Stream<String> programs() {
    Set<String> others = Set.of("two-inputs", "choosing", "functional", "no-gradient");
    return ExportedFixtures.names().stream().filter(name -> !others.contains(name));
  }

  @ParameterizedTest
  @MethodSource("programs")
  void givesTheLogitsActivationsAndGradientsOfPyTorch(String name) {
    Expected expected = ExportedFixtures.expected(name);
    NetworkFile file = read(name, expected);
    List<String> layers =
        expected.layers().keySet().stream().filter(layer -> file.problem(layer).isEmpty()).toList();
    // A module that returns tokens and their attention is no layer.
    assertThat(expected.layers().size() - layers.size())
        .isEqualTo(name.endsWith("attention") ? 1 : 0);
    NetworkOutput output = NetworkOutput.LOGITS;
    OpeningRequest wanted =
        OpeningRequest.at(layers, Set.of(Access.HEAD))
            .with(PARTS.containsKey(name) ? output.at(PARTS.get(name)) : output);
    try (DjlProbe probe = NetworkFixture.opened(folder, file, wanted)) {
      Evidence evidence = probe.evidence(batch(expected));

      assertThat(evidence.logits().values()).containsExactly(expected.logits(), within(TOLERANCE));
      evidence.layers().forEach(layer -> assertEqual(layer, expected.layers().get(layer.layer())));
      evidence.layers().stream()
          .filter(layer -> layer.activations().rank() == 4)
          .forEach(layer -> assertHead(probe, evidence, layer.layer(), expected));
    }
  }

  private static void assertEqual(LayerEvidence layer, ExpectedLayer expected) {
    assertThat(layer.activations().values())
        .containsExactly(expected.activation(), within(TOLERANCE));
    assertThat(layer.gradients().values()).containsExactly(expected.gradient(), within(TOLERANCE));
  }

  /** The part after a layer gives the logits of the whole network. */
  private static void assertHead(
      DjlProbe probe, Evidence evidence, String layer, Expected expected) {
    Gates open = Gates.toZero(Tensor.of(new float[] {1}, 1, 1, 1, 1, 1));
    Tensor head = probe.head(evidence, layer).logits(open);
    assertThat(head.values()).containsExactly(expected.logits(), within(TOLERANCE));
  }

  /** What the next operator changes in place is another layer's output in the same variable. */
  @ParameterizedTest
  @ValueSource(strings = {"in-place", "twice", "block-twice", "plain", "batch4"})
  void severalLayersAtOnceGiveWhatEachGivesAlone(String name) {
    Expected expected = ExportedFixtures.expected(name);
    NetworkFile file = read(name, expected);
    List<String> layers = file.explainable().toList();
    List<LayerEvidence> together = evidence(file, layers, expected);

    for (int i = 0; i < layers.size(); i++) {
      LayerEvidence alone = evidence(file, List.of(layers.get(i)), expected).get(0);
      assertThat(together.get(i).activations().values())
          .as(layers.get(i))
          .containsExactly(alone.activations().values());
      assertThat(together.get(i).gradients().values())
          .as(layers.get(i))
          .containsExactly(alone.gradients().values(), within(TOLERANCE));
    }
  }

  private List<LayerEvidence> evidence(NetworkFile file, List<String> layers, Expected expected) {
    OpeningRequest wanted = OpeningRequest.at(layers, Set.of());
    try (DjlProbe probe = NetworkFixture.opened(folder, file, wanted)) {
      return probe.evidence(batch(expected)).layers();
    }
  }

  @Test
  void aProgramWithoutModulesGivesItsLogits() {
    Expected expected = ExportedFixtures.expected("functional");
    NetworkFile file = read("functional", expected);
    OpeningRequest wanted = OpeningRequest.at(List.of(), Set.of()).with(Gradients.UNUSED);
    assertThat(file.hasModules()).isFalse();
    try (DjlProbe probe = NetworkFixture.opened(folder, file, wanted)) {
      assertThat(probe.evidence(batch(expected)).logits().values())
          .containsExactly(expected.logits(), within(TOLERANCE));
    }
  }

  @Test
  void layersBelowABlockWithoutGradientsHaveActivationsAlone() {
    Expected expected = ExportedFixtures.expected("no-gradient");
    NetworkFile file = read("no-gradient", expected);

    assertThatThrownBy(
            () -> NetworkFixture.opened(folder, file, OpeningRequest.at(List.of("body"), Set.of())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Layer has no gradients: body, because the scores depend on it through torch.no_grad,"
                + " detach or a reentrant checkpoint alone (name a later layer, or choose methods that use no gradients)");
    OpeningRequest wanted =
        OpeningRequest.at(List.of("body"), Set.of(Access.HEAD)).with(Gradients.UNUSED);
    try (DjlProbe probe = NetworkFixture.opened(folder, file, wanted)) {
      Evidence evidence = probe.evidence(batch(expected));
      assertThat(evidence.logits().values()).containsExactly(expected.logits(), within(TOLERANCE));
      assertThat(evidence.layers().get(0).activations().values())
          .containsExactly(expected.layers().get("body").activation(), within(TOLERANCE));
      assertHead(probe, evidence, "body", expected);
    }
  }

  @Test
  void typesAndShapesOfLayersAreKnownWithoutRunningTheProgram() {
    NetworkFile fixed = read("plain", ExportedFixtures.expected("plain"));
    NetworkFile any = read("dynamic-batch", ExportedFixtures.expected("dynamic-batch"));

    assertThat(fixed.layers().get(0).simpleType()).isEqualTo("Conv2d");
    assertThat(fixed.shapes().get("last")).startsWith("1").hasSize(4);
    assertThat(any.shapes().get("last").get(0)).matches("[a-z]\\w*");
    assertThat(any.shapes().get("last").subList(1, 4))
        .isEqualTo(fixed.shapes().get("last").subList(1, 4));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          training             | training mode in the code switched off (1 batch_norm, 1 dropout)
          half                 | stored tensors cast to float32 (10 float16)
          bfloat16             | stored tensors cast to float32 (10 bfloat16)
          double               | stored tensors cast to float32 (10 float64)
          autocast             | autocast left out
          plain                | ''
          """)
  void whatWasChangedInAProgramIsSaid(String name, String repairs) {
    NetworkFile file = read(name, ExportedFixtures.expected(name));
    assertThat(String.join("; ", file.repairs())).isEqualTo(repairs);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          two-inputs | Network takes 2 inputs: x, shift (must take one Tensor with a batch of images; export a wrapper: a torch.nn.Module that holds the network and fixed values of its other inputs)
          choosing   | Operators that cannot run here: torch.ops.higher_order.cond: no ATen operator (must be ATen operators of libtorch 2.7.1 that compute tensors; change the network so that it does not call them, and export it again)
          """)
  void whatCannotRunIsRefusedBeforeAnythingRuns(String name, String message) {
    assertThatThrownBy(() -> read(name, ExportedFixtures.expected(name)))
        .isInstanceOf(ModelFormatException.class)
        .hasMessage(message);
  }

  private static Batch batch(Expected expected) {
    int[] predicted = new int[expected.shape()[0]];
    Arrays.fill(predicted, Batch.PREDICTED);
    return new Batch(expected.images(), predicted);
  }

  private static NetworkFile read(String name, Expected expected) {
    Form form = expected.type().equals("uint8") ? Form.NCHW_UINT8 : Form.NCHW;
    Optional<String> model = name.startsWith("several") ? Optional.of("second") : Optional.empty();
    return NetworkFile.read(ExportedFixtures.file(name), form, model, Trust.CHECKED);
  }
}
