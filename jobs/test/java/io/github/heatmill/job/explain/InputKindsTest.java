package io.github.heatmill.job.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.heatmill.image.Pixels;
import io.github.heatmill.image.Size;
import io.github.heatmill.job.support.Run;
import io.github.heatmill.job.support.Spark;
import io.github.heatmill.model.torchscript.SavedText;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole runs with networks that take other inputs than three channels of numbers. */
class InputKindsTest {
  private static final Path NETWORKS = Path.of("../src/test/resources/networks");
  private static final String METHODS =
      "grad-cam,mi-cam,score-cam,ss-cam,ablation-cam,group-cam,rise,info-cam:steps=3,random";
  private static final String METRICS =
      "deletion,insertion,road,counterfactual,average_drop,coherency,complexity";

  @TempDir Path folder;

  private Path images;

  @BeforeEach
  void drawImages() throws IOException {
    images = Files.createDirectory(folder.resolve("images"));
    draw("red.png", 16, 16, 201, 50);
    draw("green.png", 16, 8, 20, 180);
  }

  @Test
  void bytesWithTheChannelsLastAsServingPropertiesSay() throws IOException {
    Path model = model("bytes-traced.pt");
    Files.writeString(
        folder.resolve("model/serving.properties"),
        "width=4\nheight=4\nresize=true\ntoTensor=false\ncenterCrop=false\n");
    Run run = explain(model, "--layer", "inner.bn", "--methods", METHODS, "--metrics", METRICS);

    assertThat(run.exit()).as(String.join("\n", run.errors())).isZero();
    // The logits are the mean red + 2.5 and twice the mean green + 3: 180 of 201 or 360 lead.
    assertPredictions(1 / (1 + Math.exp(103 - 203.5)), 1 / (1 + Math.exp(22.5 - 363)));
    assertEveryMapHasNumbers();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "grey-traced.pt | conv | with 1 channel it runs: --colours grey and 1 mean and standard"
            + " deviation for --normalize, such as --colours grey --normalize 0.5,0.25",
        "grey-traced.pt | auto | with 1 channel it runs: --colours grey and 1 mean and standard"
            + " deviation for --normalize, such as --colours grey --normalize 0.5,0.25",
        "four-traced.pt | conv | with 4 channels it runs: --colours stored, for PNG and TIFF files"
            + " that hold as many, or grey, and 4 means and standard deviations for --normalize",
        "bytes-traced.pt | inner.bn | with the channels last it runs: --input-form nhwc, or"
            + " nhwc-uint8 if it normalises bytes itself"
      })
  void aNetworkOfAnotherInputIsToldTheOptionsWithWhichItRuns(
      String network, String layer, String remedy) throws IOException {
    Run run = explain(model(network), "--input-size", "6,4", "--layer", layer);

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.errors().get(0))
        .startsWith("heatmill: Model does not run: " + network.replace(".pt", "@"))
        .contains(" on an input of 6 x 4; " + remedy + " (");
  }

  @Test
  void aNetworkWithoutAnAxisOfImagesIsToldTheWrapper() throws IOException {
    Path model = Files.createDirectory(folder.resolve("single"));
    SavedText.runnable(
        model,
        "c, h, w, = torch.size(x)\n"
            + "return torch.reshape(torch.mean((last).forward(x, ), [1, 2]), [1, c])",
        "Tensor");
    Run run = explain(model.resolve("net.pt"), "--input-size", "6,4", "--layer", "last");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.errors().get(0))
        .startsWith("heatmill: Model does not run: net@")
        .contains(
            " on an input of 6 x 4; it takes one image of (channels, height, width) without an axis"
                + " of images: save, by torch.jit.trace on one image, a wrapper with self.model ="
                + " torch.jit.load(...) and def forward(self, x): return"
                + " self.model(x.squeeze(0))[None]. Images then go through it one by one (");
  }

  /** Both runs are opened at the same layer, in one process. */
  @Test
  void aFileRunsInItsOwnFormAfterItFailedInAnother() throws IOException {
    Path model = model("bytes-traced.pt");
    List<String> same = List.of("--input-size", "6,4", "--layer", "inner.bn");
    assertThat(explain(model, same.toArray(String[]::new)).exit()).isEqualTo(2);
    List<String> bytes = new ArrayList<>(same);
    bytes.addAll(List.of("--input-form", "nhwc-uint8", "--resize", "0"));
    Run run = explain(model, bytes.toArray(String[]::new));
    assertThat(run.exit()).as(String.join("\n", run.errors())).isZero();
  }

  @Test
  void methodsThatNeedGradientsOfTheInputAreRefusedForBytes() throws IOException {
    Run run =
        explain(
            model("bytes-traced.pt"),
            "--input-size",
            "4",
            "--input-form",
            "nhwc-uint8",
            "--layer",
            "inner.bn",
            "--methods",
            "grad-cam,opti-cam,full-grad");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(String.join("\n", run.errors()))
        .contains("Bytes have no gradients: bytes-traced@")
        .contains("(no gradient passes its input, which is needed by opti-cam, full-grad)");
  }

  @Test
  void oneChannelOfGreyOnTheScaleOf255() throws IOException {
    Run run =
        explain(
            model("grey-traced.pt"),
            "--input-size",
            "6,4",
            "--resize",
            "letterbox,fill=ffffff",
            "--colours",
            "grey",
            "--input-scale",
            "255",
            "--normalize",
            "100,50",
            "--layer",
            "conv",
            "--methods",
            METHODS + ",opti-cam:steps=3,full-grad",
            "--metrics",
            METRICS);

    assertThat(run.exit()).as(String.join("\n", run.errors())).isZero();
    assertEveryMapHasNumbers();
    // Pillow's grey of (201, 50, 0) is 89 and of (20, 180, 0) 112. The first picture, 16 x 16,
    // covers
    // 4 x 4 of 6 x 4 pixels, and the second 6 x 3; the rest is white.
    double first = (89 * 16 + 255 * 8) / 24.0 / 50 - 2;
    double second = (112 * 18 + 255 * 6) / 24.0 / 50 - 2;
    // The logits are 3 v - 1 and -v.
    assertPredictions(1 / (1 + Math.exp(1 - 4 * first)), 1 / (1 + Math.exp(1 - 4 * second)));
  }

  @Test
  void fourChannelsAsPngFilesStoreThem() throws IOException {
    BufferedImage picture = new BufferedImage(16, 16, BufferedImage.TYPE_INT_ARGB);
    int[] pixels = new int[256];
    Arrays.fill(pixels, 0x33_cc_0a_99); // Blue 0x99 is 0.6, and alpha 0x33 is 0.2.
    picture.setRGB(0, 0, 16, 16, pixels, 0, 16);
    ImageIO.write(picture, "png", images.resolve("alpha.png").toFile());
    Run run =
        explain(
            model("four-traced.pt"),
            "--input-size",
            "4",
            "--resize",
            "8,bicubic",
            "--colours",
            "stored",
            "--normalize",
            "0,0,0,0,1,1,1,0.5",
            "--layer",
            "conv",
            "--methods",
            METHODS,
            "--metrics",
            METRICS);

    assertThat(run.exit()).as(String.join("\n", run.errors())).isZero();
    List<Row> rows = Spark.table(output(), "predictions").collectAsList();
    assertThat(rows).hasSize(1);
    // The logits are 0.6 and 0.2 / 0.5.
    assertThat(rows.get(0).<Double>getAs("probability"))
        .isCloseTo(1 / (1 + Math.exp(0.4 - 0.6)), within(1e-6));
    assertThat(
            Spark.table(output(), "errors").orderBy("image").collectAsList().stream()
                .map(row -> row.getAs("reason")))
        .containsExactly(
            "Image has 3 channels (the network reads 4)",
            "Image has 3 channels (the network reads 4)");
  }

  private void assertPredictions(double ofRed, double ofGreen) {
    List<Row> rows = Spark.table(output(), "predictions").orderBy("image").collectAsList();
    assertThat(rows).hasSize(2);
    assertThat(rows.get(0).<Double>getAs("probability")).isCloseTo(ofGreen, within(1e-6));
    assertThat(rows.get(1).<Double>getAs("probability")).isCloseTo(ofRed, within(1e-6));
  }

  private void assertEveryMapHasNumbers() {
    assertThat(Spark.table(output(), "errors").collectAsList()).isEmpty();
    List<Row> rows = Spark.table(output(), "explanations").collectAsList();
    assertThat(rows).hasSizeGreaterThanOrEqualTo(18);
    assertThat(rows.stream().filter(row -> row.getAs("status").equals("ok")))
        .isNotEmpty()
        .allSatisfy(
            row ->
                assertThat(row.<Row>getAs("metrics").<Double>getAs("deletion"))
                    .isBetween(0.0, 1.0));
  }

  private Run explain(Path model, String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("explain", "--images", images.toString(), "--model"));
    arguments.addAll(List.of(model.toString(), "--output", output().toString()));
    arguments.addAll(List.of("--batch-size", "2"));
    arguments.addAll(List.of(more));
    return Run.of(arguments.toArray(String[]::new));
  }

  private Path output() {
    return folder.resolve("output");
  }

  private Path model(String name) throws IOException {
    Path target = Files.createDirectories(folder.resolve("model")).resolve(name);
    return Files.copy(NETWORKS.resolve(name), target);
  }

  /** A picture of one colour without blue. */
  private void draw(String name, int width, int height, int red, int green) throws IOException {
    Size size = new Size(width, height);
    byte[] rgb = Pixels.allocate(size);
    for (int i = 0; i < rgb.length; i += 3) {
      rgb[i] = (byte) red;
      rgb[i + 1] = (byte) green;
    }
    Files.write(images.resolve(name), Pixels.of(size, rgb).png());
  }
}
