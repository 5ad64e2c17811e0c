package io.github.heatmill.model.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.heatmill.model.Access;
import io.github.heatmill.model.ModelRunException;
import io.github.heatmill.model.OpeningRequest;
import io.github.heatmill.model.OpeningRequest.Gradients;
import io.github.heatmill.model.alteration.Gates;
import io.github.heatmill.model.evidence.Batch;
import io.github.heatmill.model.evidence.Evidence;
import io.github.heatmill.model.evidence.LayerEvidence;
import io.github.heatmill.model.file.NetworkFile;
import io.github.heatmill.tensor.Tensor;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks of scripts/python/make_saved_fixtures.py that cannot be differentiated. */
class QuantisedNetworkTest {
  private static final List<String> LAYERS = List.of("body", "last");
  private static final Batch BATCH =
      new Batch(NetworkFixture.wave(2, 3, 4, 4), new int[] {Batch.PREDICTED, Batch.PREDICTED});

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"int8-traced", "int8-scripted", "dynamic-traced"})
  void itsLayersAndHeadsGiveWhatPyTorchGives(String name) {
    NetworkFixture expected = NetworkFixture.read("saved/" + name);
    OpeningRequest wanted = OpeningRequest.at(LAYERS, Set.of(Access.HEAD)).with(Gradients.UNUSED);
    try (DjlProbe probe = NetworkFixture.opened(folder, file(name), wanted)) {
      Evidence evidence = probe.evidence(BATCH);

      assertThat(evidence.logits().values()).containsExactly(expected.logits(), within(1e-6f));
      for (LayerEvidence layer : evidence.layers()) {
        assertThat(layer.activations().values())
            .containsExactly(expected.layers().get(layer.layer()).activation(), within(1e-6f));
        Gates open = Gates.toZero(Tensor.of(new float[] {1}, 1, 1, 1, 1, 1));
        assertThat(probe.head(evidence, layer.layer()).logits(open).values())
            .containsExactly(evidence.logits().values());
        assertThat(layer.hasGradients()).isFalse();
        assertThatThrownBy(layer::gradients)
            .isInstanceOf(IllegalStateException.class)
            .hasMessage("Network was opened without gradients: " + layer.layer());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"int8-traced", "dynamic-traced"})
  void itsGradientsAreNeverMadeUp(String name) {
    OpeningRequest wanted = OpeningRequest.at(List.of("last"), Set.of());
    try (DjlProbe probe = NetworkFixture.opened(folder, file(name), wanted)) {
      assertThatThrownBy(() -> probe.evidence(BATCH)).isInstanceOf(ModelRunException.class);
    }
  }

  @Test
  void aNetworkThatCanBeDifferentiatedIsOpenedInTheSameWayWhetherGradientsAreUsedOrNot() {
    Path file = OpenedNetworkTest.file("residual", "traced");
    OpeningRequest wanted = OpeningRequest.at(List.of("layer1"), Set.of()).with(Gradients.UNUSED);
    try (DjlProbe probe = NetworkFixture.opened(folder, file, wanted)) {
      Batch batch = new Batch(NetworkFixture.wave(2, 3, 8, 8), BATCH.targets());
      assertThat(probe.evidence(batch).layers().get(0).hasGradients()).isTrue();
    }
  }

  @Test
  void aNetworkWithoutLayersGivesLogitsAlone() {
    OpeningRequest wanted = OpeningRequest.at(List.of(), Set.of()).with(Gradients.UNUSED);
    Path frozen = NetworkFixture.FOLDER.resolve("frozen.pt");
    try (DjlProbe probe = NetworkFixture.opened(folder, frozen, wanted)) {
      Batch batch = new Batch(NetworkFixture.wave(2, 3, 8, 8), BATCH.targets());
      assertThat(probe.evidence(batch).logits().shape()).containsExactly(2, 5);
      assertThat(probe.evidence(batch).layers()).isEmpty();
    }
  }

  @Test
  void quantisedNetworksAreRecognisedByTheirOperators() {
    assertThat(NetworkFile.read(file("int8-traced")).isQuantised()).isTrue();
    assertThat(NetworkFile.read(file("dynamic-traced")).isQuantised()).isTrue();
    assertThat(NetworkFile.read(file("half-traced")).isQuantised()).isFalse();
  }

  private static Path file(String name) {
    return NetworkFixture.FOLDER.resolve("saved/" + name + ".pt");
  }
}
