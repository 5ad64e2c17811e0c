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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Networks that return values or embeddings, and the difference of two classes. */
class ValuesAndEmbeddingsRunTest {
  private static final String FIRST = "return torch.slice(z, 1, 0, 1)";

  @TempDir static Path shared;
  private static Path images;

  /** The logits z of each image, from a run of the network as it is. */
  private static final Map<String, double[]> LOGITS = new HashMap<>();

  @TempDir Path folder;

  @BeforeAll
  static void explainLogits() {
    images = Demo.copyJugAndMug(shared.resolve("images"));
    Path logits = shared.resolve("logits");
    assertThat(explain(Demo.MODEL, logits, "--top-k", "6").errors()).isEmpty();
    for (Row row : Spark.table(logits, "predictions").collectAsList()) {
      double[] scores = new double[6];
      row.<Row>getList(row.fieldIndex("top_k"))
          .forEach(each -> scores[each.getInt(0)] = each.<Double>getAs("score"));
      LOGITS.put(row.getString(0), scores);
    }
  }

  private static Run explain(Path model, Path output, String... more) {
    return Run.likeDemo(images, model, output, "grad-cam", more);
  }

  private Path network(String last) {
    return AlteredDemo.write(folder.resolve("network"), "Tensor", last);
  }

  private static List<Row> explanations(Path output) {
    return Spark.table(output, "explanations").orderBy("image").collectAsList();
  }

  private static JsonNode output(Path output) throws IOException {
    return new ObjectMapper()
        .readTree(output.resolve("manifest.json").toFile())
        .at("/model/output");
  }

  @Test
  void aValueHasAScoreAndNoProbability() throws IOException {
    Path output = folder.resolve("output");
    Run run = explain(network(FIRST), output, "--output-kind", "regression", "--labels", "folder");

    assertThat(run.errors()).isEmpty();
    for (Row row : explanations(output)) {
      double value = LOGITS.get(row.getString(0))[0];
      assertThat(row.<Double>getAs("target_score")).isCloseTo(value, within(1e-5));
      assertThat(row.<Double>getAs("score")).isCloseTo(value, within(1e-5));
      assertThat(row.<Object>getAs("target_probability")).isNull();
      assertThat(row.<Object>getAs("probability")).isNull();
      assertThat(row.<Object>getAs("label")).isNull();
      assertThat(row.<String>getAs("label_name")).isIn("jug", "mug");
    }
    double[] values = LOGITS.values().stream().mapToDouble(z -> z[0]).toArray();
    JsonNode scale = output(output).get("scale");
    assertThat(scale.at("/means/0").asDouble())
        .isCloseTo((values[0] + values[1]) / 2, within(1e-5));
    assertThat(scale.at("/spreads/0").asDouble())
        .isCloseTo(Math.abs(values[0] - values[1]) / 2, within(1e-5));
    assertScoredAgain(output, "complexity");
    assertScoredAgain(output, "insertion:steps=8");
  }

  /** A network that returns sigmoid((mean - value) / spread) has the same metrics. */
  @Test
  void metricsMeasureTheStandardisedValueInTheExplainedDirection() throws IOException {
    String[] metrics = {"--metrics", "deletion:steps=8,average_drop"};
    Path output = folder.resolve("output");
    Run run =
        explain(
            network(FIRST),
            output,
            "--output-kind",
            "regression",
            "--direction",
            "down",
            metrics[0],
            metrics[1]);
    JsonNode scale = output(output).get("scale");
    String standardised =
        String.format(
            Locale.ROOT,
            "return torch.sigmoid(torch.div(torch.rsub(torch.slice(z, 1, 0, 1), %.9f), %.9f))",
            scale.at("/means/0").asDouble(),
            scale.at("/spreads/0").asDouble());
    Path same = folder.resolve("same");
    Run probabilities =
        explain(
            network(standardised),
            same,
            "--output-kind",
            "binary-probability",
            "--target",
            "1",
            metrics[0],
            metrics[1]);

    assertThat(run.errors()).isEmpty();
    assertThat(probabilities.errors()).isEmpty();
    List<Row> expected = explanations(same);
    List<Row> actual = explanations(output);
    for (int i = 0; i < 2; i++) {
      Row wanted = expected.get(i).getAs("metrics");
      Row measured = actual.get(i).getAs("metrics");
      for (String metric : List.of("deletion", "average_drop")) {
        assertThat(measured.<Double>getAs(metric))
            .as(metric)
            .isCloseTo(wanted.<Double>getAs(metric), within(1e-5));
      }
      double value = LOGITS.get(actual.get(i).getString(0))[0];
      assertThat(actual.get(i).<Double>getAs("target_score")).isCloseTo(value, within(1e-5));
    }
  }

  /** Another command opens the network with the output that the manifest describes. */
  private static void assertScoredAgain(Path output, String metric) {
    Run scored = Run.score(output, "--metrics", metric);
    assertThat(scored.errors()).isEmpty();
    String name = metric.split(":")[0];
    for (Row row : explanations(output)) {
      assertThat(row.<Row>getAs("metrics").<Object>getAs(name)).isNotNull();
    }
  }

  @Test
  void anEmbeddingIsComparedWithAnImageAndWithRowsOfTables() throws IOException {
    Path csv = folder.resolve("references.csv");
    Files.writeString(csv, "name,embedding\nfirst,1 0 0 0 0 0\nsecond,\"[0, 2, 0, 0, 0, 0]\"\n");
    Path parquet = folder.resolve("references.parquet");
    Spark.session()
        .sql(
            "SELECT 'fourth' AS name, array(0D, 0D, 0D, 3D, 0D, 0D) AS numbers"
                + " UNION ALL SELECT 'fifth', array(0D, 0D, 0D, 0D, 1D, 0D)")
        .coalesce(1)
        .write()
        .parquet(parquet.toString());
    Path output = folder.resolve("output");
    Run run =
        explain(
            network("return z"),
            output,
            "--output-kind",
            "embedding",
            "--reference",
            Demo.image("jug", 1).toString(),
            "--reference",
            csv + "#second",
            "--reference",
            parquet + "#0",
            "--target",
            "top:3",
            "--metrics",
            "average_drop");

    assertThat(run.errors()).isEmpty();
    List<Row> rows = explanations(output);
    assertThat(rows).hasSize(6);
    double[] jug = LOGITS.get(rows.get(0).getString(0));
    for (Row row : rows) {
      double[] z = LOGITS.get(row.getString(0));
      double expected =
          switch (row.<String>getAs("target_name")) {
            case "jug_01" -> cosine(z, jug);
            case "second" -> z[1] / Math.sqrt(dot(z, z));
            default -> z[3] / Math.sqrt(dot(z, z));
          };
      assertThat(row.<Double>getAs("target_score")).isCloseTo(expected, within(1e-5));
      assertThat(row.<Double>getAs("target_probability"))
          .isCloseTo((1 + expected) / 2, within(1e-5));
    }
    assertThat(rows.get(0).<String>getAs("predicted_name")).isEqualTo("jug_01");
    assertThat(rows.get(0).<Double>getAs("score")).isCloseTo(1, within(1e-5));
    assertScoredAgain(output, "deletion:steps=8");
  }

  private static double cosine(double[] some, double[] others) {
    return dot(some, others) / Math.sqrt(dot(some, some) * dot(others, others));
  }

  private static double dot(double[] some, double[] others) {
    double sum = 0;
    for (int i = 0; i < some.length; i++) {
      sum += some[i] * others[i];
    }
    return sum;
  }

  @Test
  void aContrastExplainsTheDifferenceOfTwoClassesAndPredictsNoOther() throws IOException {
    Path output = folder.resolve("output");
    int jug = Demo.CLASSES.indexOf("jug");
    int mug = Demo.CLASSES.indexOf("mug");
    Run run =
        explain(Demo.MODEL, output, "--target", "contrast:jug-mug", "--metrics", "average_drop");

    assertThat(run.errors()).isEmpty();
    for (Row row : explanations(output)) {
      double[] z = LOGITS.get(row.getString(0));
      assertThat(row.<String>getAs("target_name")).isEqualTo("jug - mug");
      assertThat(row.<Integer>getAs("target")).isEqualTo(6);
      assertThat(row.<Double>getAs("target_score")).isCloseTo(z[jug] - z[mug], within(1e-4));
      assertThat(row.<Double>getAs("target_probability"))
          .isCloseTo(1 / (1 + Math.exp(z[mug] - z[jug])), within(1e-5));
      assertThat(row.<String>getAs("predicted_name")).isIn(Demo.CLASSES);
    }
    assertThat(output(output).at("/contrast/name").asText()).isEqualTo("jug - mug");
    assertScoredAgain(output, "deletion:steps=8");
  }

  @Test
  void optionsOfOtherKindsAreRefused() {
    assertRefused(
        explain(Demo.MODEL, folder.resolve("output"), "--reference", "a.png"),
        "Invalid --reference: a.png (only an embedding has references: --output-kind embedding)");
    assertRefused(
        explain(Demo.MODEL, folder.resolve("output"), "--direction", "down"),
        "Invalid --direction: down (only a value has a direction: --output-kind regression)");
    assertRefused(
        explain(Demo.MODEL, folder.resolve("output"), "--output-kind", "embedding"),
        "Missing --reference: an embedding is compared with something (must be an image, or a row of"
            + " a CSV or Parquet table as TABLE#ROW)");
  }

  @Test
  void valuesAreNoClasses() {
    String[] kind = {"--output-kind", "regression"};
    assertRefused(
        explain(network("return z"), folder.resolve("output"), kind),
        "Missing --target: a regression with 6 values has no predicted class (must be the index or name"
            + " of a value, such as 0)");
    for (String target : List.of("label", "above:0.5", "top:2", "contrast:0-1")) {
      assertRefused(
          explain(
              network("return z"), folder.resolve("output"), kind[0], kind[1], "--target", target),
          "Invalid --target: "
              + target
              + " of a regression with 6 values (its values are no classes; must be the index or name"
              + " of one)");
    }
  }

  private static void assertRefused(Run run, String message) {
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.errors()).contains("heatmill: " + message);
  }
}
