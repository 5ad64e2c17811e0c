package io.github.heatmill.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.Gson;
import io.github.heatmill.SharedData;
import io.github.heatmill.image.ImageDecoder;
import io.github.heatmill.image.Preprocessing;
import io.github.heatmill.image.Rgb;
import io.github.heatmill.method.gradient.GradCam;
import io.github.heatmill.method.gradient.LayerCam;
import io.github.heatmill.model.Batch;
import io.github.heatmill.model.ComputeDevice;
import io.github.heatmill.model.Evidence;
import io.github.heatmill.model.OpenedModel;
import io.github.heatmill.model.Probe;
import io.github.heatmill.model.djl.DjlProbes;
import io.github.heatmill.model.torchscript.TorchScriptFile;
import io.github.heatmill.tensor.Ranges;
import io.github.heatmill.tensor.Softmax;
import io.github.heatmill.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real photos through a real network, against what independent reference code gave for them. */
class GoldenTest {
  private static final double MAP_TOLERANCE = 1e-3;
  private static final List<String> LAYERS = List.of("features", "features.22");
  private static final int SIDE = 224;

  /** The photos are already resized and cropped. */
  private static final Preprocessing PREPROCESSING =
      new Preprocessing(SIDE, SIDE, 0, false, Rgb.all(0.5f), Rgb.all(0.5f));

  @TempDir static Path folder;

  private static Path data;
  private static Golden golden;
  private static Probe probe;

  private record Golden(Map<String, Photo> images) {}

  private record Photo(
      int top1, double logit, double prob, Map<String, Map<String, float[][]>> layers) {}

  @BeforeAll
  static void openBothLayersAtOnce() throws IOException {
    data = SharedData.mobilenet();
    golden = new Gson().fromJson(Files.readString(data.resolve("golden.json")), Golden.class);
    Path opened = folder.resolve("opened.pt");
    TorchScriptFile.read(data.resolve("mobilenet_v1_025_224.pt")).writeOpened(LAYERS, opened);
    probe = DjlProbes.probe(new OpenedModel(opened, LAYERS), ComputeDevice.cpu());
  }

  @AfterAll
  static void freeTheNetwork() {
    DjlProbes.closeAll();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "n01514668_cock",
        "n01820546_lorikeet",
        "n02091244_Ibizan_hound",
        "n06874185_traffic_light"
      })
  void mapsAndPredictionsAreThoseOfTheReference(String name) throws IOException {
    Photo expected = golden.images().get(name + ".png");

    Evidence evidence = evidence(name);

    float[] logits = evidence.logits().values();
    assertThat(evidence.targets()).containsExactly(expected.top1());
    assertThat((double) logits[expected.top1()] / expected.logit()).isCloseTo(1, within(1e-3));
    assertThat(Softmax.of(logits)[expected.top1()]).isCloseTo(expected.prob(), within(1e-4));
    for (String layer : LAYERS) {
      for (SaliencyMethod method : List.of(new GradCam(), new LayerCam())) {
        Tensor maps = method.explain(probe, evidence.only(List.of(layer)));
        assertThat(worst(maps, expected.layers().get(layer).get(method.id())))
            .as("worst difference of %s at %s for %s", method.id(), layer, name)
            .isLessThan(MAP_TOLERANCE);
      }
    }
  }

  private static Evidence evidence(String name) throws IOException {
    byte[] encoded = Files.readAllBytes(data.resolve("images/" + name + "_224.png"));
    Tensor image = PREPROCESSING.apply(new ImageDecoder().decode(encoded));
    Tensor images = image.reshape(1, 3, SIDE, SIDE);
    return probe.evidence(new Batch(images, new int[] {Batch.PREDICTED}));
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
