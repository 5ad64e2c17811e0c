package io.github.heatmill.model.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.heatmill.model.ComputeDevice;
import io.github.heatmill.model.djl.NetworkFixture.LayerFixture;
import io.github.heatmill.model.evidence.Batch;
import io.github.heatmill.model.evidence.Evidence;
import io.github.heatmill.model.evidence.LayerEvidence;
import io.github.heatmill.model.file.NetworkFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OpenedNetworkTest {
  private static final double TOLERANCE = 2e-6;

  @TempDir Path folder;

  static Stream<Arguments> everyLayerOfEveryNetwork() {
    return Stream.of(
            "residual",
            "concatenating",
            "exciting",
            "shuffling",
            "twooutputs",
            "branching",
            "settled")
        .flatMap(
            network ->
                Stream.of("traced", "scripted")
                    .filter(kind -> Files.exists(file(network, kind)))
                    .flatMap(
                        kind ->
                            NetworkFixture.read(network).layers().keySet().stream()
                                .map(layer -> Arguments.of(network, kind, layer))));
  }

  @ParameterizedTest
  @MethodSource("everyLayerOfEveryNetwork")
  void opensAtALayerAsPyTorchHooksIt(String network, String kind, String layer) {
    NetworkFixture expected = NetworkFixture.read(network);

    Evidence evidence = evidence(network, kind, List.of(layer));

    assertThat(evidence.logits().values())
        .containsExactly(expected.logits(), within((float) TOLERANCE));
    assertMatches(evidence.layers().get(0), expected.layers().get(layer));
  }

  @ParameterizedTest
  @MethodSource("everyLayerOfEveryNetwork")
  void opensAtAllLayersAtOnceAsAtEachAlone(String network, String kind, String unusedLayer) {
    NetworkFixture expected = NetworkFixture.read(network);
    List<String> layers = new ArrayList<>(expected.layers().keySet());

    Evidence evidence = evidence(network, kind, layers);

    for (LayerEvidence actual : evidence.layers()) {
      assertMatches(actual, expected.layers().get(actual.layer()));
    }
  }

  @Test
  void aGivenTargetReplacesThePredictedClass() {
    Batch batch = new Batch(NetworkFixture.wave(2, 3, 8, 8), new int[] {3, Batch.PREDICTED});

    Evidence evidence = evidence("residual", "traced", List.of("layer1"), batch);

    float[] logits = evidence.logits().values();
    assertThat(evidence.targets()).containsExactly(3, argmax(logits, 5, 10));
  }

  @Test
  void paddingDoesNotChangeABit() {
    Batch full = new Batch(NetworkFixture.wave(4, 3, 8, 8), new int[] {-1, -1, -1, -1});
    Batch padded = new Batch(NetworkFixture.wave(4, 3, 8, 8), new int[] {-1, -1});

    Evidence all = evidence("residual", "scripted", List.of("layer1.1.conv2"), full);
    Evidence two = evidence("residual", "scripted", List.of("layer1.1.conv2"), padded);

    assertThat(two.logits()).isEqualTo(all.logits().first(2));
    assertThat(two.layers().get(0).gradients()).isEqualTo(all.layers().get(0).gradients().first(2));
  }

  private static void assertMatches(LayerEvidence actual, LayerFixture expected) {
    assertThat(actual.activations().shape()).isEqualTo(expected.shape());
    assertThat(actual.activations().values())
        .containsExactly(expected.activation(), within((float) TOLERANCE));
    assertThat(actual.gradients().values())
        .containsExactly(expected.gradient(), within((float) TOLERANCE));
  }

  private Evidence evidence(String network, String kind, List<String> layers) {
    Batch batch = new Batch(NetworkFixture.wave(2, 3, 8, 8), new int[] {-1, -1});
    return evidence(network, kind, layers, batch);
  }

  private Evidence evidence(String network, String kind, List<String> layers, Batch batch) {
    Path opened = folder.resolve("opened.pt");
    NetworkFile.read(file(network, kind)).writeOpened(layers, opened);
    try (DjlProbe probe = new DjlProbe(DjlNetwork.load(opened, ComputeDevice.cpu()), layers)) {
      return probe.evidence(batch);
    }
  }

  static Path file(String network, String kind) {
    return NetworkFixture.FOLDER.resolve(network + "-" + kind + ".pt");
  }

  private static int argmax(float[] values, int from, int to) {
    int best = from;
    for (int i = from; i < to; i++) {
      best = values[i] > values[best] ? i : best;
    }
    return best - from;
  }
}
