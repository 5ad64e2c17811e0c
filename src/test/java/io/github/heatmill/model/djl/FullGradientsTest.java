package io.github.heatmill.model.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.heatmill.model.Access;
import io.github.heatmill.model.ComputeDevice;
import io.github.heatmill.model.OpeningRequest;
import io.github.heatmill.model.Probe.FullGradients;
import io.github.heatmill.model.evidence.Batch;
import io.github.heatmill.model.evidence.Evidence;
import io.github.heatmill.model.file.NetworkFile;
import io.github.heatmill.tensor.Tensor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FullGradientsTest {

  @TempDir Path folder;

  /** Networks of linear layers, batch normalisation, ReLU and pooling. */
  static Stream<Arguments> piecewiseLinearNetworks() {
    return Stream.of(
            Arguments.of("residual", "stem"),
            Arguments.of("concatenating", "stem"),
            Arguments.of("shuffling", "stem"),
            Arguments.of("twooutputs", "conv"),
            Arguments.of("settled", "conv"))
        .flatMap(
            network ->
                Stream.of("traced", "scripted")
                    .map(kind -> Arguments.of(network.get()[0], kind, network.get()[1])));
  }

  @ParameterizedTest
  @MethodSource("piecewiseLinearNetworks")
  void theSharesOfInputAndBiasesAddUpToTheLogit(String network, String kind, String layer) {
    try (DjlProbe probe = probe(network, kind, layer)) {
      Evidence evidence = probe.evidence(batch());

      FullGradients full = probe.fullGradients(evidence);

      for (int i = 0; i < 2; i++) {
        double logit = evidence.logits().slice(i).values()[evidence.targets()[i]];
        assertThat(full.explained()[i]).isCloseTo(logit, within(1e-5));
      }
      // A quarter of 8 x 8.
      assertThat(full.map().shape()).containsExactly(2, 2, 2);
      for (float value : full.map().values()) {
        assertThat(value).isFinite().isNotNegative();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"traced", "scripted"})
  void everyShareIsScaledAndAddedUp(String kind) {
    // Red is 4 in the upper left quarter. y_0 = mean(red + 1 - 1 + 2) + 0.5 = 3.5.
    Tensor image = Tensor.zeros(1, 3, 8, 8);
    for (int p = 0; p < 64; p++) {
      image.values()[p] = p % 8 < 4 && p / 8 < 4 ? 4 : 0;
    }
    try (DjlProbe probe = probe("handweighted", kind, "bn")) {
      Evidence evidence = probe.evidence(new Batch(image, new int[] {0}));

      FullGradients full = probe.fullGradients(evidence);

      // Each place has the gradient 1 / 64 in the first channel and 0 in the second. Input: 4 / 64
      // in the quarter, scaled to 1. Convolution: biases 1 and 0, so 1 / 64 everywhere, scaled to
      // 1. Batch normalisation: biases 2 - 1 and 3, so 1 / 64 and 0, scaled to 1. The sums are 3
      // and 2. Shares: 16 * 4 / 64 + 64 / 64 + 64 / 64 + 0.5 of the last layer.
      assertThat(full.map()).isEqualTo(Tensor.of(new float[] {3, 2, 2, 2}, 1, 2, 2));
      assertThat(full.explained()).containsExactly(3.5);
      assertThat(evidence.logits().values()[0]).isEqualTo(3.5f);
    }
  }

  @Test
  void aNormalisationOverPlacesHasABiasForEachPlace() {
    // Its weight is 0: the logit is the sum of the shares of its bias and of the two layers after.
    Path file = NetworkFixture.FOLDER.resolve("saved/layernorm-traced.pt");
    OpeningRequest wanted = OpeningRequest.at(List.of("last"), Set.of(Access.BIASES));
    try (DjlProbe probe = NetworkFixture.opened(folder, file, wanted)) {
      Evidence evidence = probe.evidence(new Batch(NetworkFixture.wave(1, 3, 4, 4), new int[] {2}));
      double explained = probe.fullGradients(evidence).explained()[0];
      assertThat(explained).isCloseTo(evidence.logits().values()[2], within(1e-6));
    }
  }

  @Test
  void aBiasInsideControlFlowIsRefused() {
    NetworkFile file = NetworkFile.read(OpenedNetworkTest.file("branching", "scripted"));
    Path opened = folder.resolve("opened.pt");
    assertThatThrownBy(
            () ->
                file.writeOpened(OpeningRequest.at(List.of("conv"), Set.of(Access.BIASES)), opened))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Network cannot be explained by full-grad, because the bias of extra.0 cannot be"
                + " reached: it lies in extra and it is called inside a condition or a loop");
    assertThat(Files.exists(opened)).isFalse();
  }

  @Test
  void aNetworkThatWasNotOpenedForBiasesSaysSo() {
    Path opened = folder.resolve("opened.pt");
    NetworkFile.read(OpenedNetworkTest.file("residual", "scripted"))
        .writeOpened(List.of("stem"), opened);
    try (DjlProbe probe =
        new DjlProbe(DjlNetwork.load(opened, ComputeDevice.cpu()), List.of("stem"))) {
      Evidence evidence = probe.evidence(batch());
      assertThatThrownBy(() -> probe.fullGradients(evidence))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("Network was not opened for BIASES: [stem]");
    }
  }

  private DjlProbe probe(String network, String kind, String layer) {
    return NetworkFixture.opened(
        folder,
        OpenedNetworkTest.file(network, kind),
        OpeningRequest.at(List.of(layer), Set.of(Access.BIASES)));
  }

  private static Batch batch() {
    return new Batch(NetworkFixture.wave(2, 3, 8, 8), new int[] {-1, -1});
  }
}
