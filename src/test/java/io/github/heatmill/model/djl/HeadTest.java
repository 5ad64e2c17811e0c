package io.github.heatmill.model.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.heatmill.model.Access;
import io.github.heatmill.model.ComputeDevice;
import io.github.heatmill.model.Head;
import io.github.heatmill.model.ModelRunException;
import io.github.heatmill.model.OpeningRequest;
import io.github.heatmill.model.alteration.Gates;
import io.github.heatmill.model.evidence.Batch;
import io.github.heatmill.model.evidence.Evidence;
import io.github.heatmill.model.file.NetworkFile;
import io.github.heatmill.tensor.Ranges;
import io.github.heatmill.tensor.Softmax;
import io.github.heatmill.tensor.Tensor;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that the part after a layer gives the same results alone as in the whole network. */
class HeadTest {
  private static final int CLASSES = 5;

  @TempDir Path folder;

  static Stream<Arguments> everyLayerOfEveryNetwork() {
    return OpenedNetworkTest.everyLayerOfEveryNetwork();
  }

  @ParameterizedTest
  @MethodSource("everyLayerOfEveryNetwork")
  void openGatesGiveTheNetworksOwnLogits(String network, String kind, String layer) {
    try (DjlProbe probe = probe(network, kind, layer)) {
      Evidence evidence = probe.evidence(batch());

      Tensor logits = probe.head(evidence, layer).logits(Gates.toZero(ones(1, 1, 1, 1, 1)));

      assertThat(logits.reshape(2, CLASSES)).isEqualTo(evidence.logits());
    }
  }

  @ParameterizedTest
  @MethodSource("everyLayerOfEveryNetwork")
  void theGradientOfTheExplainedLogitIsThatOfTheEvidence(
      String network, String kind, String layer) {
    try (DjlProbe probe = probe(network, kind, layer)) {
      Evidence evidence = probe.evidence(batch());

      Tensor gradients = probe.head(evidence, layer).gradients(oneHot(evidence));

      assertThat(gradients).isEqualTo(evidence.layers().get(0).gradients());
    }
  }

  @ParameterizedTest
  @MethodSource("everyLayerOfEveryNetwork")
  void crossEntropyPullsProbabilitiesTowardsTheTargets(String network, String kind, String layer) {
    try (DjlProbe probe = probe(network, kind, layer)) {
      Evidence evidence = probe.evidence(batch());
      Head head = probe.head(evidence, layer);
      Tensor wanted = oneHot(evidence);

      Head.CrossEntropy entropy = head.crossEntropy(evidence.layers().get(0).activations(), wanted);

      // dCE/dy_c = p_c - q_c, so its gradient is that of the logits with these weights.
      Tensor weights = Tensor.zeros(2, CLASSES);
      for (int i = 0; i < 2; i++) {
        double[] p = Softmax.of(evidence.logits().slice(i).values());
        for (int c = 0; c < CLASSES; c++) {
          weights.values()[i * CLASSES + c] = (float) (p[c] - wanted.values()[i * CLASSES + c]);
        }
      }
      assertThat(entropy.logits()).isEqualTo(evidence.logits());
      assertThat(entropy.gradients().values())
          .containsExactly(head.gradients(weights).values(), within(1e-6f));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"traced", "scripted"})
  void curvatureIsHowTheGradientChangesAlongTheActivations(String kind) {
    // The head is a mean and a linear layer: all curvature is that of log p.
    try (DjlProbe probe = probe("residual", kind, "layer1")) {
      Evidence evidence = probe.evidence(batch());
      Head head = probe.head(evidence, "layer1");

      Head.Curvature curvature = head.curvature();

      // Y = y_c + log p_c = y_c - CE.
      float[] entropy = along(head, evidence, 1);
      float[] explained = evidence.layers().get(0).gradients().values();
      float step = 1 / 128f;
      float[] ahead = along(head, evidence, 1 + step);
      float[] behind = along(head, evidence, 1 - step);
      for (int i = 0; i < explained.length; i++) {
        assertThat(curvature.gradients().values()[i])
            .isCloseTo(explained[i] - entropy[i], within(1e-6f));
        assertThat(curvature.products().values()[i])
            .isCloseTo(-(ahead[i] - behind[i]) / (2 * step), within(1e-6f));
      }
      assertThat(Ranges.maximum(curvature.products())).isGreaterThan(1e-4);
    }
  }

  @Test
  void aHeadThatCannotBeDifferentiatedTwiceSaysSo() {
    try (DjlProbe probe = probe("exciting", "traced", "features.2.pool")) {
      Evidence evidence = probe.evidence(batch());
      assertThatThrownBy(() -> probe.head(evidence, "features.2.pool").curvature())
          .isInstanceOf(ModelRunException.class)
          .hasMessageContaining("hardsigmoid_backward is not implemented");
    }
  }

  @Test
  void aClosedGateShowsTheFilling() {
    try (DjlProbe probe = probe("residual", "traced", "layer1")) {
      Evidence evidence = probe.evidence(batch());
      Tensor fill = Tensor.of(new float[] {1, 2, 3, 4}, 1, 4, 1, 1);
      // First both are replaced; then the first image keeps its own.
      Tensor keep = Tensor.of(new float[] {0, 0, 1, 0}, 2, 2, 1, 1, 1);

      Tensor logits = probe.head(evidence, "layer1").logits(new Gates(keep, fill));

      assertThat(logits.shape()).containsExactly(2, 2, CLASSES);
      assertThat(logits.slice(0).slice(0)).isEqualTo(logits.slice(0).slice(1));
      assertThat(logits.slice(1).slice(0)).isEqualTo(evidence.logits().slice(0));
      assertThat(logits.slice(1).slice(1)).isEqualTo(logits.slice(0).slice(1));
    }
  }

  @Test
  void paddingDoesNotChangeABit() {
    Batch full = new Batch(NetworkFixture.wave(4, 3, 8, 8), new int[] {-1, -1, -1, -1});
    Batch padded = new Batch(NetworkFixture.wave(4, 3, 8, 8), new int[] {-1, -1});
    try (DjlProbe probe = probe("shuffling", "traced", "branch1")) {
      Evidence all = probe.evidence(full);
      Evidence two = probe.evidence(padded);
      Gates gates = Gates.toZero(Tensor.of(new float[] {0, 1, 1, 0}, 2, 1, 2, 1, 1));

      Tensor ofAll = probe.head(all, "branch1").logits(gates);
      Tensor ofTwo = probe.head(two, "branch1").logits(gates);

      assertThat(ofTwo.shape()).containsExactly(2, 2, CLASSES);
      for (int m = 0; m < 2; m++) {
        assertThat(ofTwo.slice(m)).isEqualTo(ofAll.slice(m).first(2));
      }
      assertThat(probe.head(two, "branch1").curvature().gradients())
          .isEqualTo(probe.head(all, "branch1").curvature().gradients().first(2));
    }
  }

  @Test
  void headsOfSeveralLayersOfOneFileAreToldApart() {
    List<String> layers = List.of("layer1.1.conv2", "stem");
    Path opened = folder.resolve("opened.pt");
    NetworkFile.read(OpenedNetworkTest.file("residual", "scripted"))
        .writeOpened(OpeningRequest.at(layers, Set.of(Access.HEAD)), opened);
    try (DjlProbe probe = new DjlProbe(DjlNetwork.load(opened, ComputeDevice.cpu()), layers)) {
      Evidence evidence = probe.evidence(batch());
      assertThatThrownBy(() -> probe.head(evidence, "stem").curvature())
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("Network was not opened for CURVATURE: [layer1.1.conv2, stem]");
      for (String layer : layers) {
        Tensor logits = probe.head(evidence, layer).logits(Gates.toZero(ones(1, 1, 1, 1, 1)));
        assertThat(logits.reshape(2, CLASSES)).as(layer).isEqualTo(evidence.logits());
      }
    }
  }

  @Test
  void onlyTheRequestedHeadsExist() {
    List<String> layers = List.of("layer1.1.conv2", "stem");
    Path opened = folder.resolve("opened.pt");
    NetworkFile.read(OpenedNetworkTest.file("residual", "scripted"))
        .writeOpened(new OpeningRequest(layers, Set.of("stem"), Set.of(Access.HEAD)), opened);
    try (DjlProbe probe = new DjlProbe(DjlNetwork.load(opened, ComputeDevice.cpu()), layers)) {
      Evidence evidence = probe.evidence(batch());
      Tensor logits = probe.head(evidence, "stem").logits(Gates.toZero(ones(1, 1, 1, 1, 1)));
      assertThat(logits.reshape(2, CLASSES)).isEqualTo(evidence.logits());
      assertThatThrownBy(() -> probe.head(evidence, "layer1.1.conv2"))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void aNetworkThatWasNotOpenedForHeadsSaysSo() {
    Path opened = folder.resolve("opened.pt");
    NetworkFile.read(OpenedNetworkTest.file("residual", "scripted"))
        .writeOpened(List.of("stem"), opened);
    try (DjlProbe probe =
        new DjlProbe(DjlNetwork.load(opened, ComputeDevice.cpu()), List.of("stem"))) {
      Evidence evidence = probe.evidence(batch());
      assertThatThrownBy(() -> probe.head(evidence, "stem"))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("Network was not opened for HEAD: [stem]");
    }
  }

  private DjlProbe probe(String network, String kind, String layer) {
    return NetworkFixture.opened(
        folder,
        OpenedNetworkTest.file(network, kind),
        OpeningRequest.at(List.of(layer), Set.of(Access.HEAD, Access.CURVATURE)));
  }

  private static Batch batch() {
    return new Batch(NetworkFixture.wave(2, 3, 8, 8), new int[] {-1, -1});
  }

  private static float[] along(Head head, Evidence evidence, float factor) {
    float[] scaled = evidence.layers().get(0).activations().values().clone();
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] *= factor;
    }
    Tensor activations = Tensor.of(scaled, evidence.layers().get(0).activations().shape());
    return head.crossEntropy(activations, oneHot(evidence)).gradients().values();
  }

  private static Tensor oneHot(Evidence evidence) {
    Tensor wanted = Tensor.zeros(evidence.size(), CLASSES);
    for (int i = 0; i < evidence.size(); i++) {
      wanted.values()[i * CLASSES + evidence.targets()[i]] = 1;
    }
    return wanted;
  }

  private static Tensor ones(int... shape) {
    Tensor ones = Tensor.zeros(shape);
    Arrays.fill(ones.values(), 1);
    return ones;
  }
}
