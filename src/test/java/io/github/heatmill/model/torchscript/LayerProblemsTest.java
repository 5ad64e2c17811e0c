package io.github.heatmill.model.torchscript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.heatmill.model.file.NetworkFile;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayerProblemsTest {
  private final NetworkFile residual = network("residual-traced");

  @TempDir Path folder;

  @Test
  void aLayerThatCanBeExplainedHasNoProblem() {
    assertThat(residual.problem("layer1.0.conv2")).isEmpty();
  }

  @Test
  void anUnknownLayerNamesTheClosest() {
    // Edits from "layer1.2": layer1.0 and layer1.1 1, layer1 2.
    assertThat(residual.problem("layer1.2"))
        .contains("Unknown layer: layer1.2 (closest: layer1.0, layer1.1, layer1)");
  }

  @Test
  void aLayerThatCannotBeCutNamesTheReasonAndTheNearestThatCan() {
    assertThat(residual.problem("layer1.1.relu"))
        .contains(
            "Layer cannot be explained: layer1.1.relu, because it is called several times in one"
                + " forward pass (nearest that can: layer1.1, layer1.1.conv1, layer1.1.bn1)");
    assertThat(network("branching-scripted").problem("extra.0"))
        .contains(
            "Layer cannot be explained: extra.0, because it lies in extra and it is called inside a"
                + " condition or a loop (nearest that can: conv, fc, steps.0)");
    assertThat(network("twooutputs-scripted").problem("unused"))
        .contains(
            "Layer cannot be explained: unused, because no forward calls it"
                + " (nearest that can: conv, tail, fc)");
  }

  @Test
  void allProblemsAreReportedAtOnce() {
    List<String> layers = List.of("stem", "layer2", "layer1.0.relu", "head");
    assertThatThrownBy(() -> residual.writeOpened(layers, folder.resolve("opened.pt")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            residual.problem("layer2").orElseThrow()
                + "\n"
                + residual.problem("layer1.0.relu").orElseThrow()
                + "\n"
                + residual.problem("head").orElseThrow());
    assertThat(folder.resolve("opened.pt")).doesNotExist();
  }

  @Test
  void aFrozenNetworkSaysThatItHasNoLayers() {
    assertThat(network("frozen").problem("layer1"))
        .contains(
            "Unknown layer: layer1 (the network has no layers that can be explained;"
                + " a frozen one keeps none: save it without torch.jit.freeze)");
  }

  @Test
  void atLeastOneLayerMustBeGiven() {
    assertThatThrownBy(() -> residual.writeOpened(List.of(), folder.resolve("opened.pt")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Missing layer (at least one must be given)");
  }

  private static NetworkFile network(String name) {
    return NetworkFile.read(Path.of("test/resources/networks", name + ".pt"));
  }
}
