package io.github.heatmill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.heatmill.ImageExplainer.Explained;
import io.github.heatmill.image.Pixels;
import io.github.heatmill.image.Size;
import io.github.heatmill.method.Methods;
import io.github.heatmill.method.SaliencyMethod;
import io.github.heatmill.method.activation.EigenCam;
import io.github.heatmill.method.activation.RandomMap;
import io.github.heatmill.method.gradient.GradCam;
import io.github.heatmill.method.gradient.LayerCam;
import io.github.heatmill.metric.Metric;
import io.github.heatmill.metric.Metrics;
import io.github.heatmill.metric.scoring.Scores;
import io.github.heatmill.model.ModelRunException;
import io.github.heatmill.model.djl.DjlProbes;
import io.github.heatmill.model.exported.ExportedFixtures;
import io.github.heatmill.model.torchscript.SavedText;
import io.github.heatmill.tensor.Heatmap;
import io.github.heatmill.tensor.Tensor;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The demo's network, which learned a shortcut: most jugs carry a tag in the bottom-left corner.
 */
class ImageExplainerTest {
  private static final Path DEMO = Path.of("demo");
  private static final Path MODEL = DEMO.resolve("model/demo.pt");

  private static ImageExplainer explainer;

  @BeforeAll
  static void open() {
    explainer = ImageExplainer.open(MODEL, "features.stage4");
  }

  @AfterAll
  static void close() {
    DjlProbes.closeAll();
  }

  @Test
  void aProgramForSeveralImagesThatMixesThemIsRefused() {
    assertThatThrownBy(() -> ImageExplainer.open(ExportedFixtures.file("mixing"), "last"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "Network cannot get images one by one: it mixes the images of a batch (a score is ")
        .hasMessageEndingWith(
            "), and its program takes 4 images at once (export it for one image)");
  }

  @Test
  void predictsAndNamesTheClass() throws IOException {
    Explained explained = explain("jug/jug_01.jpg", new GradCam());
    assertThat(explained.className()).isEqualTo("jug");
    assertThat(explained.predicted()).isEqualTo(3); // bicycle, fish, house, jug
    assertThat(explained.probability()).isBetween(0.5, 1.0);
    assertThat(explained.heatmap().status()).isEqualTo(Heatmap.Status.OK);
  }

  /**
   * The logits are 3 (mean - 1) of each channel, for the blue image -3, -3 and 0. Their softmax is
   * 1 / (1 + 2 exp(-3)), the sigmoid 1 / 2.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Tensor                | return z                                       | 0.9094
          Tensor                | return torch.softmax(z, 1)                     | 0.9094
          Tuple[Tensor, Tensor] | return (x, torch.softmax(z, 1))                | 0.9094
          Tensor                | return torch.sigmoid(z)                        | 0.5
          """)
  void theProbabilityFollowsFromWhatTheNetworkReturns(
      String type, String last, double probability, @TempDir Path folder) throws IOException {
    String body =
        "z = torch.mul(torch.sub(torch.mean((last).forward(x, ), [2, 3]), 1), 3)\n" + last;
    SavedText.runnable(folder, body, type);
    String pixels = "width=32\nheight=32\n";
    Files.writeString(folder.resolve("serving.properties"), pixels);
    ByteArrayOutputStream blue = new ByteArrayOutputStream();
    BufferedImage image = new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 32 * 32; i++) {
      image.setRGB(i % 32, i / 32, 0x0000ff);
    }
    ImageIO.write(image, "png", blue);

    try (ImageExplainer small = ImageExplainer.open(folder.resolve("net.pt"), "last")) {
      Explained explained = small.explain(blue.toByteArray(), new GradCam());

      assertThat(explained.predicted()).isEqualTo(2);
      assertThat(explained.probability()).isCloseTo(probability, within(5e-5));
    }
  }

  @Test
  void aQuantisedNetworkIsExplainedByMethodsWithoutGradients() throws IOException {
    byte[] image = Files.readAllBytes(DEMO.resolve("images/fish/fish_01.jpg"));
    Path network = Path.of("test/resources/networks/saved/int8-traced.pt");
    try (ImageExplainer quantised = ImageExplainer.open(network, "last")) {
      assertThat(quantised.explain(image, new EigenCam()).heatmap().status())
          .isEqualTo(Heatmap.Status.OK);
      assertThatThrownBy(() -> quantised.explain(image, new GradCam()))
          .isInstanceOf(ModelRunException.class);
    }
  }

  @Test
  void measuresBesideChance() throws IOException {
    List<Metric> metrics =
        List.of("deletion:steps=4", "complexity", "pointing_game").stream()
            .map(Metrics::metric)
            .toList();
    byte[] image = Files.readAllBytes(DEMO.resolve("images/fish/fish_01.jpg"));

    Scores scores = explainer.measure(image, new GradCam(), metrics);

    // There is no ground truth for pointing, and complexity has no value at chance.
    assertThat(scores.values()).containsOnlyKeys("deletion", "complexity");
    assertThat(scores.chance()).containsOnlyKeys("deletion");
    assertThat(scores.curves().get("deletion")).hasSize(5);
    Scores random = explainer.measure(image, new RandomMap(), metrics);
    assertThat(random.values()).containsEntry("deletion", scores.chance().get("deletion"));
  }

  @Test
  void theOverlayHasTheSizeOfTheNetworksInput() throws IOException {
    Explained explained = explain("fish/fish_01.jpg", new GradCam());
    assertThat(explained.seen().size()).isEqualTo(new Size(224, 224));
    assertThat(explained.overlay().size()).isEqualTo(new Size(224, 224));
    assertThat(explained.overlay()).isNotEqualTo(explained.seen());
  }

  @Test
  void taggedJugsAreRecognisedByTheirTag() throws IOException {
    for (String image : List.of("jug/jug_01.jpg", "jug/jug_02.jpg", "jug/jug_03.jpg")) {
      for (SaliencyMethod method : List.of(new GradCam(), new LayerCam())) {
        Tensor map = explain(image, method).heatmap().values();
        int peak = peak(map);
        // The tag's box is x 8..33, y 202..215 of 224: the lowest and leftmost cells of the map.
        assertThat(peak / map.length(1)).as("row in %s", image).isGreaterThan(map.length(0) - 3);
        assertThat(peak % map.length(1)).as("column in %s", image).isLessThan(2);
      }
    }
  }

  /** Samples of 12 bits are 16 times those of 8 bits here. */
  @Test
  void wideSamplesMayHoldFewerBitsThanTheyHave() throws IOException {
    Pixels narrow = explain("jug/jug_01.jpg", new RandomMap()).seen();
    BufferedImage grey = new BufferedImage(224, 224, BufferedImage.TYPE_BYTE_GRAY);
    BufferedImage wide = new BufferedImage(224, 224, BufferedImage.TYPE_USHORT_GRAY);
    for (int i = 0; i < 224 * 224; i++) {
      int level = narrow.rgb(i % 224, i / 224) & 0xff;
      grey.getRaster().setSample(i % 224, i / 224, 0, level);
      wide.getRaster().setSample(i % 224, i / 224, 0, 16 * level);
    }

    Explained expected = explainer.explain(png(grey), new GradCam());

    assertThat(explainer.withBits(12).explain(png(wide), new GradCam()).heatmap())
        .isEqualTo(expected.heatmap());
    assertThat(explainer.explain(png(wide), new GradCam()).score()).isNotEqualTo(expected.score());
    assertThatThrownBy(() -> explainer.withBits(7)).hasMessageContaining("must be 8 to 32");
  }

  private static byte[] png(BufferedImage image) throws IOException {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(image, "png", png);
    return png.toByteArray();
  }

  @Test
  void theSameImageGivesTheSameBits() throws IOException {
    for (SaliencyMethod method : List.of(new GradCam(), new LayerCam(), new RandomMap())) {
      Explained once = explain("house/house_01.jpg", method);
      Explained again = explain("house/house_01.jpg", method);
      assertThat(again.heatmap()).as(method.id()).isEqualTo(once.heatmap());
      assertThat(again.probability()).isEqualTo(once.probability());
      assertThat(again.overlay()).isEqualTo(once.overlay());
    }
  }

  @Test
  void openingLeavesNoFilesBehind() throws IOException {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    long before = copies(temporary);
    ImageExplainer.open(MODEL, "features.stage4").close();
    assertThatThrownBy(() -> ImageExplainer.open(MODEL, "features.stage9"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Unknown layer: features.stage9 (closest: features.stage");
    assertThat(copies(temporary)).isEqualTo(before);
  }

  /** The value is the mean of the red channel of a white image, (1 - 0.485) / 0.229. */
  @Test
  void aValueHasAScoreAndNoProbability(@TempDir Path folder) throws IOException {
    Path network = values(folder, "torch.slice(z, 1, 0, 1)");
    try (ImageExplainer values = ImageExplainer.open(network, "last")) {
      Explained explained = values.explain(white(), new GradCam());

      assertThat(explained.score()).isCloseTo((1 - 0.485) / 0.229, within(1e-5));
      assertThat(explained.probability()).isNaN();
      assertThatThrownBy(
              () -> values.measure(white(), new GradCam(), List.of(Metrics.metric("average_drop"))))
          .hasMessage(
              "The spread of the values is not known: needed by average_drop (heatmill explain finds it"
                  + " out on image files)");
      assertThatThrownBy(() -> values.explain(white(), Methods.method("recipro-cam")))
          .hasMessageStartingWith("The spread of the values is not known: needed by recipro-cam");
    }
  }

  @Test
  void ofSeveralValuesNoneIsThePredictedOne(@TempDir Path folder) throws IOException {
    Path network = values(folder, "z");
    assertThatThrownBy(() -> ImageExplainer.open(network, "last"))
        .hasMessage(
            "Network returns 3 values, of which none is the predicted one (heatmill explain --target"
                + " names one)");
  }

  private static Path values(Path folder, String returned) throws IOException {
    String body = "z = torch.mean((last).forward(x, ), [2, 3])\nreturn " + returned;
    SavedText.runnable(folder, body, "Tensor");
    Files.writeString(
        folder.resolve("serving.properties"),
        "width=2\nheight=2\nresize=true\nnormalize=true\noutputKind=regression\n");
    try (var files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".pt")).findFirst().orElseThrow();
    }
  }

  private static byte[] white() throws IOException {
    BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 64; i++) {
      image.setRGB(i % 8, i / 8, 0xffffff);
    }
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(image, "png", png);
    return png.toByteArray();
  }

  private static long copies(Path temporary) throws IOException {
    try (var files = Files.list(temporary)) {
      return files.filter(ImageExplainerTest::holdsCopy).count();
    }
  }

  private static boolean holdsCopy(Path folder) {
    return folder.getFileName().toString().startsWith("heatmill")
        && Files.exists(folder.resolve("opened.pt"));
  }

  private static Explained explain(String image, SaliencyMethod method) throws IOException {
    return explainer.explain(Files.readAllBytes(DEMO.resolve("images").resolve(image)), method);
  }

  private static int peak(Tensor map) {
    int peak = 0;
    for (int i = 0; i < map.size(); i++) {
      peak = map.values()[i] > map.values()[peak] ? i : peak;
    }
    return peak;
  }
}
