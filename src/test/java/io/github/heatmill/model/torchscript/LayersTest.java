package io.github.heatmill.model.torchscript;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.model.file.NetworkFile;
import io.github.heatmill.model.program.Layer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The layers of the networks that scripts/python/make_network_fixtures.py made. */
class LayersTest {
  private static final String TWICE = "it is called several times in one forward pass";
  private static final String CONDITION = "it is called inside a condition or a loop";

  @ParameterizedTest
  @ValueSource(strings = {"traced", "scripted"})
  void layersComeInTheOrderInWhichTheirOutputsAreComputed(String kind) {
    assertThat(network("residual-" + kind).explainable())
        .containsExactly(
            "stem.0",
            "stem.1",
            "stem",
            "layer1.0.conv1",
            "layer1.0.bn1",
            "layer1.0.conv2",
            "layer1.0",
            "layer1.1.conv1",
            "layer1.1.bn1",
            "layer1.1.conv2",
            "layer1.1",
            "layer1",
            "pool",
            "fc");
  }

  @ParameterizedTest
  @ValueSource(strings = {"traced", "scripted"})
  void anActivationThatABlockCallsTwiceIsRefused(String kind) {
    assertThat(refusals("residual-" + kind))
        .isEqualTo(Map.of("layer1.0.relu", TWICE, "layer1.1.relu", TWICE));
  }

  @Test
  void refusedLayersComeLast() {
    List<Layer> layers = network("residual-traced").layers();
    assertThat(layers).hasSize(16);
    assertThat(layers.subList(14, 16)).allMatch(layer -> layer.refusal().isPresent());
  }

  @Test
  void typesAreThoseThatTheAuthorWrote() {
    Layer conv = network("residual-scripted").layers().get(0);
    assertThat(conv.type()).isEqualTo("torch.nn.modules.conv.Conv2d");
    assertThat(conv.simpleType()).isEqualTo("Conv2d");
    assertThat(network("residual-traced").layers())
        .extracting(Layer::simpleType)
        .contains("Sequential", "Block", "BatchNorm2d", "AdaptiveAvgPool2d", "Linear", "ReLU");
  }

  @ParameterizedTest
  @ValueSource(strings = {"traced", "scripted"})
  void sharedAndUnusedLayersAreRefused(String kind) {
    NetworkFile network = network("twooutputs-" + kind);
    assertThat(network.explainable()).containsExactly("conv", "tail", "fc");
    assertThat(refusals("twooutputs-" + kind))
        .containsEntry("relu", TWICE)
        .containsEntry("unused", "no forward calls it")
        .hasSize(2);
  }

  @Test
  void modulesInsideAConditionAreRefusedWithTheirChildren() {
    assertThat(network("branching-scripted").explainable())
        .containsExactly("conv", "steps.0", "steps.1", "fc");
    assertThat(refusals("branching-scripted"))
        .isEqualTo(
            Map.of(
                "extra",
                CONDITION,
                "extra.0",
                "it lies in extra and " + CONDITION,
                "steps",
                "no forward calls it"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"traced", "scripted"})
  void conditionsOnSavedAttributesHideNothing(String kind) {
    assertThat(refusals("settled-" + kind)).isEmpty();
    assertThat(network("settled-" + kind).explainable())
        .containsExactly(
            "conv",
            "step1.conv.0",
            "step1.conv.1",
            "step1.conv",
            "step1",
            "step2.conv.0",
            "step2.conv.1",
            "step2.conv",
            "step2",
            "fc");
  }

  @ParameterizedTest
  @ValueSource(strings = {"concatenating", "exciting", "shuffling"})
  void tracingAndScriptingOpenTheSameLayers(String name) {
    assertThat(network(name + "-traced").explainable())
        .containsExactlyInAnyOrderElementsOf(network(name + "-scripted").explainable().toList());
    assertThat(refusals(name + "-traced")).isEmpty();
  }

  @Test
  void aGateIsComputedBeforeTheBlockThatItBelongsTo() {
    assertThat(network("exciting-scripted").explainable())
        .containsExactly(
            "features.0",
            "features.1",
            "features.2.pool",
            "features.2.reduce",
            "features.2.act",
            "features.2.expand",
            "features.2.gate",
            "features.2",
            "features",
            "fc");
  }

  @Test
  void aFrozenNetworkHasNoLayers() {
    assertThat(network("frozen").layers()).isEmpty();
  }

  private static NetworkFile network(String name) {
    return NetworkFile.read(Path.of("test/resources/networks", name + ".pt"));
  }

  private static Map<String, String> refusals(String name) {
    return network(name).layers().stream()
        .filter(layer -> layer.refusal().isPresent())
        .collect(Collectors.toMap(Layer::path, layer -> layer.refusal().orElseThrow()));
  }
}
