package io.github.heatmill.model.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.Gson;
import io.github.heatmill.method.gradient.GradCam;
import io.github.heatmill.model.Access;
import io.github.heatmill.model.OpeningRequest;
import io.github.heatmill.model.Probe.FullGradients;
import io.github.heatmill.model.alteration.Gates;
import io.github.heatmill.model.djl.layer.LayerCatalog;
import io.github.heatmill.model.djl.layer.LayerMeasurement;
import io.github.heatmill.model.djl.layer.MapLayers;
import io.github.heatmill.model.evidence.Batch;
import io.github.heatmill.model.evidence.Evidence;
import io.github.heatmill.model.evidence.LayerEvidence;
import io.github.heatmill.model.file.NetworkFile;
import io.github.heatmill.model.layout.InputSize;
import io.github.heatmill.model.layout.LayoutOverrides;
import io.github.heatmill.model.output.NetworkOutput;
import io.github.heatmill.tensor.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Small transformers with random weights and an input of 16 x 24 pixels. Expected numbers are those
 * of PyTorch's autograd, with the reshape transform of pytorch-grad-cam; made by
 * scripts/python/make_layout_fixtures.py.
 */
class LayoutFixturesTest {
  private static final InputSize INPUT = new InputSize(16, 24);

  /** Of the largest value. */
  private static final double TOLERANCE = 1e-5;

  private record Layer(
      String layout, int[] shape, float[] activation, float[] gradient, float[] gradCam) {}

  private record Fixture(float[] logits, Map<String, Layer> layers) {}

  @TempDir Path folder;

  static Stream<Arguments> layersOfTransformers() {
    return Stream.of("vit", "swin", "sequence")
        .flatMap(
            network ->
                read(network).layers().keySet().stream()
                    .map(layer -> Arguments.of(network, layer)));
  }

  @ParameterizedTest
  @MethodSource("layersOfTransformers")
  void theLayoutIsFound(String network, String layer) {
    LayerCatalog catalog = new MapLayers(file(network), INPUT, LayoutOverrides.none()).all();
    LayerCatalog alone =
        new LayerMeasurement(file(network), INPUT, LayoutOverrides.none(), NetworkOutput.LOGITS)
            .some(Set.of(layer));

    for (LayerCatalog each : List.of(catalog, alone)) {
      assertThat(each.entries())
          .filteredOn(entry -> entry.layer().path().equals(layer))
          .extracting(entry -> entry.reading().layout().toString())
          .containsExactly(read(network).layers().get(layer).layout());
    }
  }

  @ParameterizedTest
  @CsvSource({"vit, blocks.1.norm1", "swin, norm", "sequence, block2.norm"})
  void autoIsTheLastMapOfFeaturesOnWhichTheLogitsDepend(String network, String layer) {
    LayerCatalog catalog = new MapLayers(file(network), INPUT, LayoutOverrides.none()).all();

    assertThat(catalog.auto()).contains(layer);
    assertThat(catalog.warning()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("layersOfTransformers")
  void activationsGradientsAndGradCamAreThoseOfPyTorch(String network, String layer) {
    Layer expected = read(network).layers().get(layer);
    try (DjlProbe probe = opened(network, layer)) {
      Evidence evidence = probe.evidence(batch());
      LayerEvidence actual = evidence.layers().get(0);

      assertClose(evidence.logits().values(), read(network).logits());
      assertThat(actual.activations().shape()).containsExactly(expected.shape());
      assertClose(actual.activations().values(), expected.activation());
      assertClose(actual.gradients().values(), expected.gradient());
      assertClose(new GradCam().explain(probe, evidence).values(), expected.gradCam());
    }
  }

  @ParameterizedTest
  @MethodSource("layersOfTransformers")
  void theHeadGivesTheNetworksOwnLogits(String network, String layer) {
    Gates open = Gates.toZero(Tensor.of(new float[] {1}, 1, 1, 1, 1, 1));
    try (DjlProbe probe = opened(network, layer)) {
      Evidence evidence = probe.evidence(batch());

      float[] logits = probe.head(evidence, layer).logits(open).values();

      assertClose(logits, read(network).logits());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"nhwc", "tokens"})
  void theBiasesOfFullGradientsHaveTheirLayouts(String layout) {
    // The same function: only the layout differs that the biased module in the middle sees.
    FullGradients expected = fullGradients("nchw");
    FullGradients actual = fullGradients(layout);

    assertClose(actual.map().values(), expected.map().values());
    assertThat(actual.explained()).containsExactly(expected.explained(), within(1e-5));
  }

  private FullGradients fullGradients(String layout) {
    Path file = NetworkFixture.FOLDER.resolve("pointwise-" + layout + ".pt");
    MapLayers layers = new MapLayers(NetworkFile.read(file), INPUT, LayoutOverrides.none());
    OpeningRequest wanted = OpeningRequest.at(List.of("stem"), Set.of(Access.BIASES));
    try (DjlProbe probe = NetworkFixture.opened(folder, file, layers.complete(wanted))) {
      return probe.fullGradients(probe.evidence(batch()));
    }
  }

  private DjlProbe opened(String network, String layer) {
    MapLayers layers = new MapLayers(file(network), INPUT, LayoutOverrides.none());
    OpeningRequest wanted = OpeningRequest.at(List.of(layer), Set.of(Access.HEAD));
    return NetworkFixture.opened(folder, path(network), layers.complete(wanted));
  }

  private static Batch batch() {
    return new Batch(NetworkFixture.wave(2, 3, 16, 24), new int[] {-1, -1});
  }

  private static void assertClose(float[] actual, float[] expected) {
    double largest =
        IntStream.range(0, expected.length).mapToDouble(i -> Math.abs(expected[i])).max().orElse(0);
    assertThat(largest).isPositive();
    assertThat(actual).containsExactly(expected, within((float) (TOLERANCE * largest)));
  }

  private static NetworkFile file(String network) {
    return NetworkFile.read(path(network));
  }

  private static Path path(String network) {
    return OpenedNetworkTest.file(network, "traced");
  }

  private static Fixture read(String network) {
    try {
      String json = Files.readString(NetworkFixture.FOLDER.resolve(network + ".json"));
      return new Gson().fromJson(json, Fixture.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
