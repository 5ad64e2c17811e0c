package io.github.heatmill.model.djl.layer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.model.djl.NetworkFixture;
import io.github.heatmill.model.djl.layer.LayerCatalog.Entry;
import io.github.heatmill.model.file.NetworkFile;
import io.github.heatmill.model.layout.InputSize;
import io.github.heatmill.model.layout.Layout;
import io.github.heatmill.model.layout.LayoutOverrides;
import io.github.heatmill.model.layout.Reading;
import io.github.heatmill.model.program.Layer;
import io.github.heatmill.model.torchscript.SavedText;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LayerCatalogTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"residual-traced", "residual-scripted"})
  void everyLayerHasTheShapeOfItsOutput(String network) {
    LayerCatalog catalog = catalog(network, 12, 8);
    // The stem's stride of 2 makes 6 x 4 of 12 x 8.
    assertThat(catalog.entries())
        .extracting(entry -> entry.layer().path() + ": " + entry.shapeText())
        .containsExactly(
            "stem.0: 4 x 6 x 4",
            "stem.1: 4 x 6 x 4",
            "stem: 4 x 6 x 4",
            "layer1.0.conv1: 4 x 6 x 4",
            "layer1.0.bn1: 4 x 6 x 4",
            "layer1.0.conv2: 4 x 6 x 4",
            "layer1.0: 4 x 6 x 4",
            "layer1.1.conv1: 4 x 6 x 4",
            "layer1.1.bn1: 4 x 6 x 4",
            "layer1.1.conv2: 4 x 6 x 4",
            "layer1.1: 4 x 6 x 4",
            "layer1: 4 x 6 x 4",
            "pool: 4 x 1 x 1",
            "fc: 5",
            "layer1.0.relu: ",
            "layer1.1.relu: ");
  }

  @Test
  void autoIsTheLastLayerWithPlaces() {
    assertThat(catalog("residual-traced", 8, 8).auto()).contains("layer1");
    assertThat(catalog("branching-scripted", 8, 8).auto()).contains("steps.1");
  }

  @Test
  void aMapOfOnePlaceIsNotSpatial() {
    List<Entry> entries = catalog("exciting-traced", 8, 8).entries();
    assertThat(entries)
        .filteredOn(entry -> entry.layer().path().equals("features.2.pool"))
        .allMatch(entry -> entry.shape().equals(List.of(4, 1, 1)) && !entry.isSpatial());
    assertThat(catalog("exciting-traced", 2, 2).auto()).isEmpty(); // The stride makes 1 x 1 of it.
  }

  @Test
  void aNetworkWithoutMapsHasNoAuto() {
    String body = "return (last).forward(torch.mean(x, [2, 3]), )";
    LayerCatalog catalog = catalog(SavedText.runnable(folder, body, "Tensor"), 8, 8);
    assertThat(catalog.entries()).extracting(Entry::shapeText).containsExactly("3");
    assertThat(catalog.auto()).isEmpty();
  }

  @Test
  void aFrozenNetworkHasAnEmptyCatalog() {
    LayerCatalog catalog = catalog("frozen", 8, 8);
    assertThat(catalog.entries()).isEmpty();
    assertThat(catalog.auto()).isEmpty();
  }

  @Test
  void everyResolutionHasItsLastMap() {
    assertThat(
            catalog(
                    "features.0 64x32x32",
                    "features.1 64x32x32",
                    "features.2 64x16x16",
                    "features.3 128x16x16",
                    "features.4 128x8x8",
                    "features 128x8x8",
                    "pool 128x1x1",
                    "fc 10")
                .everyResolution())
        .containsExactly("features.1", "features.3", "features");
    assertThat(catalog("residual-traced", 12, 8).everyResolution()).containsExactly("layer1");
    assertThat(catalog("pool 128x1x1").everyResolution()).isEmpty();
  }

  @Test
  void paddingIsNoResolutionOfItsOwn() {
    // As in a network from TensorFlow, which pads before each convolution with a stride.
    assertThat(
            catalog(
                    "pad1 3x34x34 padding",
                    "conv1 8x16x16",
                    "pad2 8x17x17 padding",
                    "conv2 16x8x8",
                    "pad3 16x10x10 padding")
                .everyResolution())
        .containsExactly("conv1", "conv2");
    assertThat(catalog("conv 16x8x8", "pad 16x10x10 padding").auto()).contains("conv");
  }

  @Test
  void theBeginningOfABlockThatHalvesItsInputIsPassedOver() {
    // As in ResNet-50, where the second convolution of a stage's first block has the stride.
    assertThat(
            catalog(
                    "stem 64x32x32",
                    "layer1.0 64x16x16",
                    "layer1 64x16x16",
                    "layer2.0.conv1 32x16x16",
                    "layer2.0.conv2 32x8x8",
                    "layer2.0 128x8x8",
                    "layer2 128x8x8")
                .everyResolution())
        .containsExactly("stem", "layer1", "layer2");
  }

  @Test
  void whereAllOfAResolutionIsWithinOneBlockItsLastMapIsTaken() {
    assertThat(
            catalog("net.conv1 8x16x16", "net.conv2 8x16x16", "net.conv3 8x8x8", "net 8x8x8")
                .everyResolution())
        .containsExactly("net.conv2", "net");
  }

  private static LayerCatalog catalog(String... lines) {
    return new LayerCatalog(Stream.of(lines).map(LayerCatalogTest::entry).toList());
  }

  private static Entry entry(String line) {
    String[] parts = line.split(" ");
    List<Integer> shape = Stream.of(parts[1].split("x")).map(Integer::valueOf).toList();
    Reading reading = new Reading(Layout.NCHW, "measured");
    return new Entry(
        new Layer(parts[0], "Module", Optional.empty()), shape, reading, true, parts.length > 2);
  }

  private static LayerCatalog catalog(String network, int height, int width) {
    Path file = NetworkFixture.FOLDER.resolve(network + ".pt");
    return catalog(NetworkFile.read(file), height, width);
  }

  private static LayerCatalog catalog(NetworkFile file, int height, int width) {
    return new MapLayers(file, new InputSize(height, width), LayoutOverrides.none()).all();
  }
}
