package io.github.heatmill.job.score;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.heatmill.job.output.RunOutput;
import io.github.heatmill.job.support.Demo;
import io.github.heatmill.job.support.Run;
import io.github.heatmill.job.support.Spark;
import io.github.heatmill.metric.Metrics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.ExitCode;

/** Measuring again, and measuring a run whose images were rows of a table. */
class ScoreAgainTest {
  private static final StructType COLUMNS =
      new StructType().add("path", DataTypes.StringType).add("content", DataTypes.BinaryType);
  private static final String VOC = "voc:" + Demo.FOLDER.resolve("annotations");

  @TempDir Path folder;
  private Path output;

  @BeforeEach
  void nameOutput() {
    output = folder.resolve("output");
  }

  private void explainTable() {
    List<Row> rows =
        List.of("fish", "jug").stream()
            .map(name -> Demo.image(name, 1))
            .map(file -> RowFactory.create(file.getFileName().toString(), Demo.bytes(file)))
            .toList();
    Spark.session().createDataFrame(rows, COLUMNS).createOrReplaceTempView("pictures");
    assertThat(Run.demoTable("pictures", output, "--methods", "grad-cam").errors()).isEmpty();
  }

  private void explainFiles() {
    Path image = Demo.copy(Demo.image("jug", 1), folder.resolve("images/jug_01.jpg"));
    String[] measured = {"--methods", "grad-cam", "--metrics", "deletion:steps=4,complexity"};
    assertThat(Run.demo(image, output, measured).errors()).isEmpty();
  }

  @Test
  void localisationFindsTheRowsOfATableByTheirKeys() {
    explainTable();

    Run run =
        Run.score(output, "--metrics", "pointing_game,energy_pointing_game", "--annotations", VOC);

    assertThat(run.errors()).isEmpty();
    assertThat(
            table()
                .where(
                    "metrics.pointing_game IN (0, 1) AND metrics.energy_pointing_game > 0"
                        + " AND annotation.objects = 1")
                .count())
        .isEqualTo(2);
  }

  @Test
  void whatAsksTheNetworkAboutTheRowsOfATableIsRefused() {
    explainTable();
    List<String> before = Spark.json(output, RunOutput.EXPLANATIONS);

    Run run = Run.score(output, "--metrics", "deletion:steps=4,coherency,complexity");

    assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(run.errors())
        .containsExactly(
            "heatmill: Images of a table or of shards cannot be read again one by one: deletion:steps=4,"
                + " coherency (ask for them with heatmill explain --metrics)");
    assertThat(Spark.json(output, RunOutput.EXPLANATIONS)).isEqualTo(before);
  }

  @Test
  void anotherOptionReplacesTheNumberItsCurveAndItsDefinition() throws IOException {
    explainFiles();
    assertThat(ids()).containsExactly("deletion:steps=4", "complexity");
    double before = number("deletion");
    double complexity = number("complexity");

    Run run = Run.score(output, "--metrics", "deletion:steps=7", "--curves");

    assertThat(run.errors()).isEmpty();
    assertThat(number("deletion")).isNotEqualTo(before);
    assertThat(number("complexity")).isEqualTo(complexity);
    assertThat(table().where("size(curves['deletion']) = 8").count()).isEqualTo(1);
    assertThat(ids()).containsExactlyInAnyOrder("deletion:steps=7", "complexity");
    Dataset<Row> summary = Spark.table(output, RunOutput.SUMMARY).where("metric = 'deletion'");
    assertThat(summary.where("mean = " + number("deletion")).count()).isEqualTo(summary.count());
  }

  @Test
  void theSameAgainChangesNothing() throws IOException {
    explainFiles();
    List<String> before = Spark.json(output, RunOutput.EXPLANATIONS);

    assertThat(Run.score(output, "--metrics", "deletion:steps=4").errors()).isEmpty();

    assertThat(Spark.json(output, RunOutput.EXPLANATIONS)).isEqualTo(before);
    assertThat(ids()).containsExactlyInAnyOrder("deletion:steps=4", "complexity");
  }

  @Test
  void theManifestHoldsTheDefinitionOfEachMetric() throws IOException {
    explainFiles();
    assertThat(Run.score(output, "--metrics", "all", "--annotations", VOC).errors()).isEmpty();

    List<String> names = Metrics.all().stream().map(metric -> metric.name()).toList();
    assertThat(ids()).containsExactlyInAnyOrderElementsOf(names);
    for (JsonNode metric : measured().at("/metrics")) {
      String id = metric.get("id").asText();
      assertThat(metric.get("definition").asText())
          .as(id)
          .isNotBlank()
          .isEqualTo(Metrics.metric(id).definition());
      assertThat(metric.get("chance").asBoolean())
          .as(id)
          .isEqualTo(Metrics.metric(id).card().hasChance());
    }
    assertThat(measured().at("/annotations/0").asText()).isEqualTo(VOC);
  }

  private double number(String column) {
    return table().selectExpr("metrics." + column).head().getDouble(0);
  }

  private Dataset<Row> table() {
    return Spark.table(output, RunOutput.EXPLANATIONS);
  }

  private List<String> ids() throws IOException {
    return StreamSupport.stream(measured().at("/metrics").spliterator(), false)
        .map(metric -> metric.get("id").asText())
        .toList();
  }

  private JsonNode measured() throws IOException {
    return new ObjectMapper().readTree(output.resolve("manifest.json").toFile()).at("/measured");
  }
}
