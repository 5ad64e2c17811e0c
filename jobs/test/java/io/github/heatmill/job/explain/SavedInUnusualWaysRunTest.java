package io.github.heatmill.job.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.job.support.Demo;
import io.github.heatmill.job.support.Run;
import io.github.heatmill.job.support.Spark;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs of networks that were saved in unusual ways. */
class SavedInUnusualWaysRunTest {
  private static final Path NETWORKS =
      Path.of("../src/test/resources/networks").toAbsolutePath().normalize();

  @TempDir static Path folder;
  private static Path images;

  /** What the last run said before it started. */
  private static String header;

  @BeforeAll
  static void copyImages() {
    images = Demo.copy(folder.resolve("images"), 3);
  }

  @Test
  void theHeaderSaysWhatWasChangedAndTwoRunsAreEqual() {
    Path network = NETWORKS.resolve("saved/training-traced.pt");
    Run first = explain(network, "training", "grad-cam");
    Run second = explain(network, "training-again", "grad-cam");

    assertThat(first.exit()).isZero();
    assertThat(header)
        .contains(
            "changed to run: training mode in the code switched off (1 batch_norm, 1 dropout)\n");
    assertThat(second.exit()).isZero();
    String[] columns = {"image", "layer", "method", "hex(heatmap.values) AS map"};
    assertThat(rows("training-again", columns)).isEqualTo(rows("training", columns)).hasSize(18);
  }

  @Test
  void theListOfLayersSaysWhatWasChanged() {
    Run run =
        Run.of(
            "layers",
            "--model",
            NETWORKS.resolve("saved/half-traced.pt").toString(),
            "--input-size",
            "8");

    assertThat(run.exit()).isZero();
    assertThat(run.out().lines())
        .startsWith("Changed to run: stored tensors cast to float32 (10 float16)");
  }

  @Test
  void aQuantisedNetworkIsExplainedByMethodsWithoutGradients() {
    Path network = NETWORKS.resolve("saved/int8-traced.pt");
    Run run = explain(network, "quantised", "eigen-cam,ablation-cam,score-cam,random");

    assertThat(run.errors()).isEmpty();
    assertThat(run.exit()).isZero();
    assertThat(rows("quantised", "image", "method", "status")).hasSize(18 * 4);
  }

  @Test
  void methodsWithGradientsAreRefusedByNameForAQuantisedNetwork() {
    Run run = explain(NETWORKS.resolve("saved/int8-traced.pt"), "none", "grad-cam,rise,info-cam");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.errors())
        .singleElement()
        .asString()
        .contains("Model is quantised and has no gradients here: int8-traced@")
        .contains(
            "(needed by grad-cam, info-cam; methods that need none: mi-cam, score-cam, ss-cam,");
  }

  @Test
  void aNetworkWithoutLayersIsExplainedByAMethodThatNeedsNone() {
    Run run = explain(NETWORKS.resolve("frozen.pt"), "frozen", "rise:masks=10");

    assertThat(run.errors()).isEmpty();
    assertThat(run.exit()).isZero();
    assertThat(header).contains("Maps     rise:masks=10 without a layer\n");
    assertThat(rows("frozen", "image", "method", "layer", "status"))
        .hasSize(18)
        .allMatch(row -> row.getString(2).isEmpty() && row.getString(3).equals("ok"));

    Path output = folder.resolve("frozen");
    Run score = Run.score(output, "--metrics", "deletion:steps=4,coherency");
    assertThat(score.errors()).isEmpty();
    assertThat(score.exit()).isZero();
    assertThat(rows("frozen", "image", "method", "metrics.deletion", "metrics.coherency"))
        .allMatch(row -> Double.isFinite(row.getDouble(2)) && Double.isFinite(row.getDouble(3)));
    assertThat(Run.report(output, folder.resolve("frozen.html")).exit()).isZero();
  }

  @Test
  void otherMethodsAndTheListOfLayersSayInOneSentenceThatANetworkHasNoLayers() {
    String sentence =
        "(saved by torch.jit.freeze or optimize_for_mobile, one function without modules, or a"
            + " program that does not say which module ran a call: save it without these, or choose"
            + " methods that need no layer: rise)";
    Path frozen = NETWORKS.resolve("frozen.pt");
    for (Run run :
        List.of(
            explain(frozen, "refused", "grad-cam,rise"),
            Run.of("layers", "--model", frozen.toString(), "--input-size", "8"))) {
      assertThat(run.exit()).isEqualTo(2);
      assertThat(run.errors())
          .singleElement()
          .asString()
          .startsWith("heatmill: Network has no layers: frozen@")
          .endsWith(sentence);
    }
  }

  @Test
  void aFolderMayHoldAModelOfAnotherName() throws IOException {
    Path model = Files.createDirectories(folder.resolve("named"));
    Files.writeString(model.resolve("README.md"), "A model");
    Files.copy(NETWORKS.resolve("residual-traced.pt"), model.resolve("model.torchscript"));
    String[] layers = {"layers", "--model", model.toString(), "--input-size", "8"};

    assertThat(Run.of(layers).exit()).isZero();

    Files.copy(NETWORKS.resolve("residual-traced.pt"), model.resolve("other.ptl"));
    Run two = Run.of(layers);
    assertThat(two.exit()).isEqualTo(2);
    assertThat(two.errors())
        .containsExactly(
            "heatmill: Invalid model folder: "
                + model
                + " has 2 model files: model.torchscript, other.ptl (must have one .pt or"
                + " .pt2 file, or name the file)");
  }

  private static Run explain(Path network, String output, String methods) {
    PrintStream before = System.err;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
    try {
      return Run.of(arguments(network, output, methods));
    } finally {
      System.setErr(before);
      header = said.toString(StandardCharsets.UTF_8);
    }
  }

  private static String[] arguments(Path network, String output, String methods) {
    return Stream.of(
            "explain",
            "--images",
            images,
            "--model",
            network,
            "--input-size",
            "8",
            "--batch-size",
            "2",
            "--methods",
            methods,
            "--output",
            folder.resolve(output))
        .map(String::valueOf)
        .toArray(String[]::new);
  }

  private static List<Row> rows(String output, String... columns) {
    return Spark.table(folder.resolve(output), "explanations")
        .selectExpr(columns)
        .orderBy("image", "method")
        .collectAsList();
  }
}
