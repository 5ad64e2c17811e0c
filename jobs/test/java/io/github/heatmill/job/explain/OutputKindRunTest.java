package io.github.heatmill.job.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.heatmill.job.support.AlteredDemo;
import io.github.heatmill.job.support.Demo;
import io.github.heatmill.job.support.Run;
import io.github.heatmill.job.support.Spark;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a network returns is found out before a run, or refused. */
class OutputKindRunTest {
  private static final String SOFTMAX = "return torch.softmax(z, 1)";

  @TempDir static Path shared;
  private static Path images;
  private static Path logits;

  @TempDir Path folder;

  @BeforeAll
  static void explainLogits() {
    images = Demo.copyJugAndMug(shared.resolve("images"));
    logits = shared.resolve("logits");
    assertThat(explain(Demo.MODEL, logits, "--metrics", "deletion:steps=8,average_drop").errors())
        .isEmpty();
  }

  private static Run explain(Path model, Path output, String... more) {
    return Run.likeDemo(images, model, output, "grad-cam,rise:masks=50", more);
  }

  private Path network(String type, String last) {
    return AlteredDemo.write(folder.resolve("network"), type, last);
  }

  private static JsonNode manifest(Path output) {
    try {
      return new ObjectMapper().readTree(output.resolve("manifest.json").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the network returns, and the reason. */
  private static String output(Path output) {
    JsonNode recorded = manifest(output).at("/model/output");
    return recorded.get("kind").asText() + ": " + recorded.get("reason").asText();
  }

  private static String remark(Path output) {
    return manifest(output).at("/model/remarks/0").asText();
  }

  /** Two numbers of each map of an image. */
  private static Map<String, Row> rows(Path output, String columns) {
    Map<String, Row> rows = new HashMap<>();
    Spark.table(output, "explanations")
        .selectExpr("concat(image, ' ', method)", columns.split(";")[0], columns.split(";")[1])
        .collectAsList()
        .forEach(row -> rows.put(row.getString(0), row));
    return rows;
  }

  private static void assertClose(Path output, String columns, double tolerance) {
    Map<String, Row> expected = rows(logits, columns);
    Map<String, Row> actual = rows(output, columns);
    assertThat(actual.keySet()).isEqualTo(expected.keySet()).hasSize(4);
    expected.forEach(
        (map, row) -> {
          for (int i = 1; i <= 2; i++) {
            assertThat(actual.get(map).getDouble(i))
                .as(columns + " of " + map)
                .isCloseTo(row.getDouble(i), within(tolerance));
          }
        });
  }

  /** RISE and the metrics see probabilities alone, so that theirs are those of the logits. */
  @Test
  void aSoftmaxInsideTheNetworkIsFoundAndChangesNoProbabilityNorMapsOfMasks() {
    Path output = folder.resolve("output");
    Run run =
        explain(network("Tensor", SOFTMAX), output, "--metrics", "deletion:steps=8,average_drop");

    assertThat(run.errors()).isEmpty();
    assertThat(output(output))
        .startsWith("probabilities: values from 0.")
        .endsWith("that sum to 1 on 6 trial inputs, and the program ends in torch.softmax");
    assertClose(output, "probability;target_probability", 1e-6);
    String ofRise = "if(method like 'rise%%', %s, 0)";
    assertClose(
        output,
        ofRise.formatted("metrics.deletion") + ";" + ofRise.formatted("metrics.average_drop"),
        1e-6);
    assertClose(output, ofRise.formatted("maximum") + ";" + ofRise.formatted("minimum"), 1e-6);
  }

  /** RISE and the metrics see probabilities alone, so that they are those of the logits. */
  @Test
  void independentProbabilitiesAreFound() {
    Path output = folder.resolve("output");
    Run run = explain(network("Tensor", "return torch.sigmoid(z)"), output);

    assertThat(run.errors()).isEmpty();
    assertThat(output(output))
        .startsWith("sigmoid-probabilities: values from ")
        .endsWith("that do not sum to 1 on 6 trial inputs, and the program ends in torch.sigmoid");
    Map<String, Row> scores = rows(output, "probability;target_probability");
    assertThat(scores).hasSize(4);
    // The predicted label is the one with the highest logit, which is far above 0.
    scores.values().forEach(row -> assertThat(row.getDouble(1)).isGreaterThan(0.9));
  }

  /** Logits of the demo that were scaled to 0..1 as a network with cosines may. */
  @Test
  void valuesFromZeroToOneWithoutASigmoidAreRefused() {
    String last = "return torch.div(torch.hardtanh(torch.add(z, 3), 0., 6.), 60)";
    Run run = explain(network("Tensor", last), folder.resolve("output"));

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.errors())
        .singleElement()
        .asString()
        .startsWith("heatmill: Unclear what the network returns: values from 0.000 to ")
        .endsWith(
            "; they may be probabilities of independent labels, or logits of classes that exclude"
                + " each other (--output-kind, or outputKind in serving.properties, must say which:"
                + " sigmoid-probabilities or softmax)");
  }

  @Test
  void saturatedProbabilitiesAndAContradictedLayoutAreMarked() {
    Path output = folder.resolve("output");
    Path saturated = network("Tensor", "return torch.sigmoid(torch.mul(torch.abs(z), 10000))");
    Run run = explain(saturated, output, "--layout", "features.stage4=nhwc");

    assertThat(run.errors()).isEmpty();
    assertThat(manifest(output).at("/model/remarks/0").asText())
        .isEqualTo(
            "The highest probability is exactly 0 or 1 on 6 of 6 images, where its gradient is 0"
                + " (save the network without its last sigmoid)");
    assertThat(manifest(output).at("/model/remarks/1").asText())
        .isEqualTo(
            "The layer features.stage4 is read as nhwc, named by the user, though its changes show"
                + " nchw");
  }

  @Test
  void aKindThatIsGivenIsTaken() {
    Path output = folder.resolve("output");
    Run run = explain(Demo.MODEL, output, "--output-kind", "sigmoid");

    assertThat(run.errors()).isEmpty();
    assertThat(output(output)).isEqualTo("sigmoid: given by --output-kind");
  }

  @Test
  void logitsThatLookLikeProbabilitiesAreMarked() {
    Path output = folder.resolve("output");
    explain(network("Tensor", SOFTMAX), output, "--output-kind", "softmax");

    assertThat(remark(output))
        .startsWith(
            "The output is taken for logits as asked, but looks like probabilities of classes that"
                + " exclude each other: values from ");
  }

  @Test
  void oneNumberForEachImageNeedsAKind() {
    Path binary = network("Tensor", "return torch.slice(z, 1, 0, 1)");

    Run refused = explain(binary, folder.resolve("refused"));
    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.errors())
        .singleElement()
        .asString()
        .startsWith(
            "heatmill: Model returns one number for each image: its output has the shape [2, 1]")
        .contains(
            "--output-kind must say what the number means: binary, binary-probability, or regression");

    Path output = folder.resolve("output");
    assertThat(explain(binary, output, "--output-kind", "binary").errors()).isEmpty();
    List<Row> rows =
        Spark.table(output, "predictions")
            .selectExpr("predicted", "predicted_name", "probability", "size(top_k)")
            .collectAsList();
    assertThat(rows).hasSize(2);
    for (Row row : rows) {
      assertThat(row.getString(1)).isEqualTo(Integer.toString(row.getInt(0)));
      assertThat(row.getDouble(2)).isBetween(0.5, 1.0);
      assertThat(row.getInt(3)).isEqualTo(2);
    }
  }

  @Test
  void theOnlyPartThatCanBeMeantIsExplained() {
    Path output = folder.resolve("output");
    Run run = explain(network("Tuple[Tensor, Tensor]", "return (x, z)"), output);

    assertThat(run.errors()).isEmpty();
    assertThat(manifest(output).at("/model/output/part").asText()).isEqualTo("1");
    assertClose(output, "probability;target_probability", 0);
    assertClose(output, "maximum;minimum", 0);
  }

  @Test
  void ofSeveralPartsTheUserNamesOne() {
    Path network =
        network("Dict[str, Tensor]", "return {\"aux\": torch.flatten(x, 1), \"logits\": z}");

    Run refused = explain(network, folder.resolve("refused"));
    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.errors())
        .containsExactly(
            "heatmill: Unclear which part of the output holds the class scores: aux (2, 150528),"
                + " logits (2, 6) for 2 images (--output-part, or outputPart in serving.properties, must name one)");

    Path output = folder.resolve("output");
    assertThat(explain(network, output, "--output-part", "logits").errors()).isEmpty();
    assertClose(output, "probability;target_probability", 0);
  }

  @Test
  void aNetworkThatMixesTheImagesOfABatchRunsOnOneAtATime() {
    Path output = folder.resolve("output");
    String last = "return torch.sub(z, torch.mul(torch.mean(z, [0], True), 0.5))";
    Run run = explain(network("Tensor", last), output);

    assertThat(run.errors()).isEmpty();
    assertThat(remark(output))
        .startsWith(
            "Images go through the network one by one: it mixes the images of a batch (a score is ");
    assertThat(Spark.table(output, "errors").count()).isZero();
    assertThat(manifest(output).at("/settings/batch_size").asInt()).isEqualTo(1);
  }

  @Test
  void aNetworkThatTakesOneImageAloneRunsOnOneAtATime() {
    Path output = folder.resolve("output");
    Run run = explain(network("Tensor", "return torch.reshape(z, [1, 6])"), output);

    assertThat(run.errors()).isEmpty();
    assertThat(remark(output))
        .startsWith(
            "Images go through the network one by one: it fails on several (Network failed");
    assertClose(output, "probability;target_probability", 1e-6);
  }

  @Test
  void randomnessInsideIsRefused() {
    Run run =
        explain(
            network("Tensor", "return torch.add(z, torch.rand_like(z))"), folder.resolve("output"));

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.errors())
        .singleElement()
        .asString()
        .contains("Network gives other numbers each time it runs: a score is ")
        .contains("for the same image (it has randomness inside, by torch.rand_like; remove it");
  }

  @Test
  void anUnknownKindIsRefusedWithAllKinds() {
    Run run = explain(Demo.MODEL, folder.resolve("output"), "--output-kind", "logits");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.errors())
        .containsExactly(
            "heatmill: Unknown --output-kind: logits (must be one of softmax, probabilities, sigmoid,"
                + " sigmoid-probabilities, binary, binary-probability, regression,"
                + " embedding)");
  }

  /** Neighbouring pixels of noise differ far more than those of a picture. */
  @Test
  void imagesOfATableThatContradictTheNoiseBeforeTheRunAreNoticed() {
    Path network =
        network(
            "Tensor",
            """
            steps = torch.abs(torch.sub(torch.slice(x, 3, 1), torch.slice(x, 3, 0, -1)))
            rough = torch.unsqueeze(torch.mean(steps, [1, 2, 3]), 1)
            noisy = torch.clamp(torch.mul(torch.sub(rough, 0.8), 1000), 0., 1.)
            smooth = torch.rsub(noisy, 1)
            return torch.add(torch.mul(noisy, z), torch.mul(smooth, torch.softmax(z, 1)))
            """);
    Path table = folder.resolve("table");
    Spark.session()
        .read()
        .format("binaryFile")
        .option("recursiveFileLookup", "true")
        .load(images.toString())
        .select("path", "content")
        .write()
        .parquet(table.toString());
    String[] explain = {
      "explain",
      "--table",
      table.toString(),
      "--model",
      network.toString(),
      "--layer",
      "features.stage4",
      "--methods",
      "grad-cam",
      "--batch-size",
      "4",
      "--output",
      folder.resolve("output").toString()
    };

    Run run = Run.of(explain);

    assertThat(run.exit()).isNotZero();
    assertThat(run.errors())
        .singleElement()
        .asString()
        .startsWith(
            "heatmill: Unclear what the network returns: on images of the table values from ")
        .contains("but logits of classes that exclude each other on noise, values from ")
        .endsWith(" (--output-kind must say what the numbers mean)");
  }

  /** Traced on 2 or 8 images, with their number in the text; four images are asked for. */
  @ParameterizedTest
  @ValueSource(ints = {2, 8})
  void aNumberOfImagesThatATraceHasFixedIsNamed(int images) {
    Path fixed = network("Tensor", "return torch.view(z, [" + images + ", -1])");

    Run run = explain(fixed, folder.resolve("output"));

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.errors())
        .singleElement()
        .asString()
        .contains("; its trace has fixed the number of images: --batch-size " + images);
  }
}
