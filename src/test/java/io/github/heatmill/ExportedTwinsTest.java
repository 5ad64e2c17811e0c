package io.github.heatmill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.heatmill.ImageExplainer.Explained;
import io.github.heatmill.method.Methods;
import io.github.heatmill.method.SaliencyMethod;
import io.github.heatmill.metric.Metrics;
import io.github.heatmill.metric.scoring.Scores;
import io.github.heatmill.model.djl.DjlProbes;
import io.github.heatmill.tensor.Heatmap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Exported programs get the maps of TorchScript files with the same weights: networks with batch
 * normalisation and operators in place, with tokens, and with windows, made by
 * scripts/python/make_twin_fixtures.py. Their images are wider than high.
 */
class ExportedTwinsTest {
  private static final Path FOLDER = Path.of("test/resources/networks/twins");
  private static final double TOLERANCE = 1e-5;

  /** The layer that is explained, by network. */
  private static final Map<String, String> LAYERS =
      Map.of("residual", "layer1.0", "vit", "blocks.0", "swin", "layers.1.blocks.0.norm1");

  /** The exported program, and the network. */
  private static final Map<String, String> TWINS =
      new TreeMap<>(
          Map.of(
              "residual-dynamic", "residual",
              "residual-1", "residual",
              "residual-4", "residual",
              "vit-1", "vit",
              "swin-dynamic", "swin"));

  /** Options for methods that run the network often. */
  private static final Map<String, String> CUT_DOWN =
      Map.of(
          "rise", "rise:masks=20",
          "ss-cam", "ss-cam:samples=2",
          "is-cam", "is-cam:steps=2",
          "opti-cam", "opti-cam:steps=1");

  private static final Map<String, ImageExplainer> EXPLAINERS = new TreeMap<>();

  @AfterAll
  static void close() {
    EXPLAINERS.values().forEach(ImageExplainer::close);
    EXPLAINERS.clear();
    DjlProbes.closeAll();
  }

  /** Every method and every variant of it, for every exported program. */
  static Stream<Arguments> methodsOfTwins() {
    return TWINS.keySet().stream()
        .flatMap(twin -> methods().map(method -> Arguments.of(twin, method)));
  }

  private static Stream<SaliencyMethod> methods() {
    return Methods.all().stream()
        .flatMap(
            method ->
                Stream.concat(
                    Stream.of(CUT_DOWN.getOrDefault(method.id(), method.id())),
                    method.options().variants().stream()
                        .map(variant -> method.id() + ":" + variant)))
        .map(Methods::method);
  }

  @ParameterizedTest
  @MethodSource("methodsOfTwins")
  void everyMethodGivesTheMapOfTheTorchScriptFile(String twin, SaliencyMethod method)
      throws IOException {
    Explained expected = explainer(TWINS.get(twin) + ".pt").explain(image(), method);

    Explained actual = explainer(twin + ".pt2").explain(image(), method);

    assertThat(actual.predicted()).isEqualTo(expected.predicted());
    assertThat(actual.probability()).isCloseTo(expected.probability(), within(1e-6));
    assertThat(actual.heatmap().status()).isEqualTo(expected.heatmap().status());
    assertEqual(actual.heatmap(), expected.heatmap(), tolerance(method));
  }

  /** Opti-CAM divides each gradient by its own size, so that the last bits of small ones count. */
  private static double tolerance(SaliencyMethod method) {
    return method.id().startsWith("opti-cam") ? 1e-3 : TOLERANCE;
  }

  private static void assertEqual(Heatmap actual, Heatmap expected, double tolerance) {
    float[] values = expected.values().values();
    assertThat(actual.values().shape()).isEqualTo(expected.values().shape());
    for (int i = 0; i < values.length; i++) {
      double allowed = tolerance * Math.max(1, Math.abs(values[i]));
      assertThat(actual.values().values()[i]).isCloseTo(values[i], within((float) allowed));
    }
  }

  @Test
  void everyMetricGivesTheNumbersOfTheTorchScriptFile() throws IOException {
    SaliencyMethod method = Methods.method("grad-cam");
    Scores expected = explainer("residual.pt").measure(image(), method, Metrics.all());

    Scores actual = explainer("residual-4.pt2").measure(image(), method, Metrics.all());

    assertEqual(actual.values(), expected.values());
    assertEqual(actual.chance(), expected.chance());
  }

  private static void assertEqual(Map<String, Double> actual, Map<String, Double> expected) {
    assertThat(actual).containsOnlyKeys(expected.keySet());
    expected.forEach(
        (column, value) ->
            assertThat(actual.get(column)).as(column).isCloseTo(value, within(1e-6)));
  }

  @Test
  void oneOfSeveralNetworksInAFileIsNamed() throws IOException {
    Path several = Path.of("test/resources/networks/exported/several.pt2");
    SaliencyMethod method = Methods.method("grad-cam");
    try (ImageExplainer first = ImageExplainer.open(Path.of(several + "#first"), "last");
        ImageExplainer second = ImageExplainer.open(Path.of(several + "#second"), "last")) {
      assertThat(first.explain(image(), method).score())
          .isNotEqualTo(second.explain(image(), method).score());
    }
    assertThatThrownBy(() -> ImageExplainer.open(several, "last"))
        .hasMessage(
            "Several programs: %s holds first, second (name one of them: FILE#NAME, or --model-name)",
            several);
  }

  private static ImageExplainer explainer(String file) {
    return EXPLAINERS.computeIfAbsent(
        file,
        name ->
            ImageExplainer.open(FOLDER.resolve(name), LAYERS.get(name.replaceFirst("[-.].*", ""))));
  }

  private static byte[] image() throws IOException {
    return Files.readAllBytes(Path.of("demo/images/jug/jug_01.jpg"));
  }
}
