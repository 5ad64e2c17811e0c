package io.github.heatmill.method.masking;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import io.github.heatmill.SharedData;
import io.github.heatmill.image.ImageDecoder;
import io.github.heatmill.image.Preprocessing;
import io.github.heatmill.image.Rgb;
import io.github.heatmill.model.Batch;
import io.github.heatmill.model.ComputeDevice;
import io.github.heatmill.model.Evidence;
import io.github.heatmill.model.OpenedModel;
import io.github.heatmill.model.Probe;
import io.github.heatmill.model.djl.DjlProbes;
import io.github.heatmill.model.torchscript.TorchScriptFile;
import io.github.heatmill.tensor.Ranges;
import io.github.heatmill.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real photo through a real network, masked in the way of the library that was the reference. */
class ScoreCamGoldenTest {
  private static final String LAYER = "features";
  private static final String PHOTO = "n01820546_lorikeet";
  private static final int SIDE = 224;

  @TempDir private Path folder;

  private record Golden(Map<String, Photo> images) {}

  private record Photo(Map<String, Map<String, float[][]>> layers) {}

  @AfterEach
  void freeTheNetwork() {
    DjlProbes.closeAll();
  }

  @Test
  void mapsAreThoseOfTheReferenceWhenMasksAreEnlargedLikeIts() throws IOException {
    Path data = SharedData.mobilenet();
    Path opened = folder.resolve("opened.pt");
    List<String> layers = List.of(LAYER);
    TorchScriptFile.read(data.resolve("mobilenet_v1_025_224.pt")).writeOpened(layers, opened);
    Probe network = DjlProbes.probe(new OpenedModel(opened, layers), ComputeDevice.cpu());
    Evidence evidence = network.evidence(batch(data));
    String json = Files.readString(data.resolve("golden.json"));
    Photo photo = new Gson().fromJson(json, Golden.class).images().get(PHOTO + ".png");

    Tensor maps = new ScoreCam().explain(new CornerAlignedProbe(network), evidence);

    assertThat(worst(maps, photo.layers().get(LAYER).get("score-cam"))).isLessThan(1e-4);
  }

  private static Batch batch(Path data) throws IOException {
    Preprocessing preprocessing =
        new Preprocessing(SIDE, SIDE, 0, false, Rgb.all(0.5f), Rgb.all(0.5f));
    byte[] encoded = Files.readAllBytes(data.resolve("images/" + PHOTO + "_224.png"));
    Tensor image = preprocessing.apply(new ImageDecoder().decode(encoded));
    return new Batch(image.reshape(1, 3, SIDE, SIDE), new int[] {Batch.PREDICTED});
  }

  private static double worst(Tensor maps, float[][] expected) {
    Tensor scaled = Ranges.minMaxScaled(maps);
    assertThat(scaled.shape()).containsExactly(1, expected.length, expected[0].length);
    double worst = 0;
    for (int i = 0; i < scaled.size(); i++) {
      double value = expected[i / expected[0].length][i % expected[0].length];
      worst = Math.max(worst, Math.abs(scaled.values()[i] - value));
    }
    return worst;
  }
}
