package io.github.heatmill.model.randomise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.heatmill.model.file.NetworkFile;
import io.github.heatmill.model.randomise.Cascade.Level;
import io.github.heatmill.model.torchscript.SavedText;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CascadeTest {
  private static final Path NETWORKS = Path.of("test/resources/networks");
  private static final Cascade DEMO = NetworkFile.read(Path.of("demo/model/demo.pt")).cascade();
  private static final Cascade RESIDUAL =
      NetworkFile.read(NETWORKS.resolve("residual-traced.pt")).cascade();

  @TempDir Path folder;

  @Test
  void goesFromTheOutputToTheInput() {
    // The network has two submodules with parameters: too few, so the larger is taken apart.
    assertThat(DEMO.levels())
        .extracting(Level::from)
        .containsExactly(
            "classifier",
            "features.stage4",
            "features.stage3",
            "features.stage2",
            "features.stage1",
            "features.stem");
    assertThat(DEMO.levels()).extracting(Level::number).containsExactly(1, 2, 3, 4, 5, 6);
  }

  @Test
  void tracedAndScriptedNetworksHaveTheSameSteps() {
    Cascade scripted = NetworkFile.read(NETWORKS.resolve("residual-scripted.pt")).cascade();

    assertThat(RESIDUAL.levels()).hasSize(4).first().extracting(Level::from).isEqualTo("fc");
    assertThat(scripted.levels())
        .extracting(Level::parameters)
        .isEqualTo(RESIDUAL.levels().stream().map(Level::parameters).toList());
  }

  @Test
  void eachStepRandomisesAllOfTheLastStepAndMore() {
    List<Level> levels = DEMO.levels();

    assertThat(levels.get(0).parameters()).containsExactly("classifier.weight", "classifier.bias");
    for (int i = 1; i < levels.size(); i++) {
      List<String> before = levels.get(i - 1).parameters();
      assertThat(levels.get(i).parameters()).hasSizeGreaterThan(before.size());
      assertThat(levels.get(i).parameters().subList(0, before.size())).isEqualTo(before);
    }
  }

  @Test
  void theLastStepRandomisesEveryWeightAndBiasAndNoBuffer() {
    // Six convolutions without bias, six normalisations with two parameters, one linear layer.
    assertThat(DEMO.levels().get(5).parameters())
        .hasSize(6 + 6 * 2 + 2)
        .doesNotHaveDuplicates()
        .allMatch(name -> name.endsWith(".weight") || name.endsWith(".bias"));
  }

  @Test
  void manyModulesShareTwelveStepsAndTheTopmostStaysAlone() {
    List<String> modules = IntStream.range(0, 25).mapToObj(i -> "conv" + i).toList();
    Cascade cascade = SavedText.chain(folder, modules).cascade();

    // 24 below the topmost in 11 groups: 2 2 2 2 2 2 2 2 2 3 3, in some order.
    List<Level> levels = cascade.levels();
    assertThat(levels).hasSize(12);
    assertThat(levels.get(0).parameters()).containsExactly("conv24.weight");
    for (int i = 1; i < 12; i++) {
      int added = levels.get(i).parameters().size() - levels.get(i - 1).parameters().size();
      assertThat(added).isBetween(2, 3);
    }
    assertThat(levels.get(11).from()).isEqualTo("conv0");
    assertThat(levels.get(11).parameters()).hasSize(25);
  }

  @Test
  void namedModulesAreStepsDownToThem() {
    List<Level> levels = DEMO.levels(List.of("features.stage1", "features.stage4.bn2"));

    // In the order of execution, however they are named; all above goes with them.
    assertThat(levels)
        .extracting(Level::from)
        .containsExactly("features.stage4.bn2", "features.stage1");
    assertThat(levels.get(0).parameters())
        .containsExactly(
            "classifier.weight",
            "classifier.bias",
            "features.stage4.bn2.weight",
            "features.stage4.bn2.bias");
    assertThat(levels.get(1).parameters())
        .contains("features.stage1.conv.weight", "features.stage2.conv.weight")
        .noneMatch(name -> name.startsWith("features.stem"));
  }

  @Test
  void aModuleAndAModuleInItAreStepsOfTheirOwn() {
    assertThat(DEMO.levels(List.of("features", "features.stage4")))
        .extracting(Level::from)
        .containsExactly("features.stage4", "features.stem");
  }

  @Test
  void unknownModulesAndThoseWithoutParametersAreNamedAllAtOnce() {
    assertThatThrownBy(() -> DEMO.levels(List.of("clasifier", "pool")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Unknown module: clasifier (closest: classifier, ")
        .hasMessageContaining("\nModule has no parameters that a forward reads: pool (closest: ");
  }

  @Test
  void aNetworkWithoutParametersIsRefused() {
    Cascade frozen = NetworkFile.read(NETWORKS.resolve("frozen.pt")).cascade();

    assertThatThrownBy(frozen::levels)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Network has no parameters to randomise"
                + " (a frozen one keeps none: save it without torch.jit.freeze)");
  }

  @Test
  void aStepIsAboveALayerWhenNothingBelowTheLayersOutputChanges() {
    List<Level> levels = DEMO.levels();

    assertThat(levels)
        .map(level -> DEMO.isAbove(level, "features.stage4"))
        .containsExactly(true, false, false, false, false, false);
    assertThat(levels)
        .map(level -> DEMO.isAbove(level, "features.stage2"))
        .containsExactly(true, true, true, false, false, false);
    assertThat(DEMO.isAbove(levels.get(0), "no.such.layer")).isFalse();
  }

  @Test
  void theCopyDiffersInTheRandomisedStoragesAlone() throws Exception {
    Path original = Path.of("demo/model/demo.pt");
    Path copy = folder.resolve("copy.pt");
    DEMO.write(DEMO.levels().get(0), original, copy);

    for (int entry = 0; entry < 36; entry++) {
      assertThat(SavedText.entry(copy, "data/" + entry))
          .isEqualTo(SavedText.entry(original, "data/" + entry));
    }
    for (String entry : List.of("data/36", "data/37")) {
      byte[] before = SavedText.entry(original, entry);
      byte[] after = SavedText.entry(copy, entry);
      assertThat(after).isNotEqualTo(before);
      assertThat(floats(after)).containsExactlyInAnyOrder(floats(before));
    }
    assertThat(SavedText.entry(copy, "data.pkl")).isEqualTo(SavedText.entry(original, "data.pkl"));
  }

  @Test
  void laterStepsLeaveTheValuesOfEarlierOnesAndCopiesAreTheSameEveryTime() throws Exception {
    Path original = Path.of("demo/model/demo.pt");
    Path top = folder.resolve("top.pt");
    Path whole = folder.resolve("whole.pt");
    Path again = folder.resolve("again.pt");
    DEMO.write(DEMO.levels().get(0), original, top);
    DEMO.write(DEMO.levels().get(5), original, whole);
    DEMO.write(DEMO.levels().get(5), original, again);

    assertThat(SavedText.entry(whole, "data/36")).isEqualTo(SavedText.entry(top, "data/36"));
    for (int entry = 0; entry < 38; entry++) {
      assertThat(SavedText.entry(again, "data/" + entry))
          .isEqualTo(SavedText.entry(whole, "data/" + entry));
    }
    assertThat(Files.size(again)).isEqualTo(Files.size(whole));
  }

  private static float[] floats(byte[] bytes) {
    float[] values = new float[bytes.length / Float.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    return values;
  }
}
