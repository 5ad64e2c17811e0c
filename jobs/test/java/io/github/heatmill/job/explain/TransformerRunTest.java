package io.github.heatmill.job.explain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.heatmill.job.run.MapSettings;
import io.github.heatmill.job.session.JobEnvironment;
import io.github.heatmill.job.support.Demo;
import io.github.heatmill.job.support.Run;
import io.github.heatmill.job.support.Spark;
import io.github.heatmill.job.text.MapRunText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A vision transformer with an input of 16 x 24 pixels: a class token and 4 x 6 patches. */
class TransformerRunTest {
  private static final Path NETWORK = Path.of("../src/test/resources/networks/vit-traced.pt");
  private static final String[] METHODS = {
    "--methods", "grad-cam,integrative-cam,score-cam,full-grad,random"
  };

  @TempDir static Path folder;
  static String model;
  static Path output;
  static Run run;

  @BeforeAll
  static void explain() {
    Path models = folder.resolve("model");
    Demo.copy(NETWORK, models.resolve("vit.pt"));
    Demo.write(
        models.resolve("serving.properties"),
        "width=24\nheight=16\n".getBytes(StandardCharsets.UTF_8));
    model = models.toString();
    output = folder.resolve("output");
    run = explain(output, METHODS);
  }

  @Test
  void autoIsTheNormalisationBeforeTheLastAttention() {
    assertThat(run.errors()).isEmpty();
    assertThat(run.exit()).isZero();
    List<Row> maps = Spark.table(output, "explanations").orderBy("method").collectAsList();
    assertThat(maps)
        .extracting(row -> row.<String>getAs("method") + " at " + row.getAs("layer"))
        .contains("grad-cam at blocks.1.norm1", "integrative-cam at blocks.1.norm1");
    assertThat(maps)
        .filteredOn(row -> !row.getAs("method").equals("full-grad"))
        .extracting(row -> row.<Row>getAs("heatmap"))
        .allMatch(heatmap -> heatmap.getInt(0) == 4 && heatmap.getInt(1) == 6);
  }

  @Test
  void theLayoutIsPrintedAndRecorded() throws IOException {
    MapSettings maps = MapSettings.of(Demo.image("house", 1).toString(), model);
    ExplainSettings settings = ExplainSettings.of(maps, folder.resolve("printed").toString());
    ExplainPlan plan = ExplainPlan.of(settings, JobEnvironment.ofSparkSubmit());

    assertThat(MapRunText.of(plan.run())).contains(" at blocks.1.norm1 (tokens:1:4x6)\n");
    assertThat(manifest(output).at("/settings/layouts/blocks.1.norm1").asText())
        .isEqualTo("tokens:1:4x6");
  }

  @Test
  void theMapsOfTheRunCanBeMeasured() {
    Run score = Run.score(output, "--metrics", "deletion,insertion");

    assertThat(score.errors()).isEmpty();
    assertThat(score.exit()).isZero();
  }

  @Test
  void anotherLayoutIsAnotherRun() throws IOException {
    Path other = folder.resolve("other");
    Run first = explain(other, "--layer", "blocks.0", "--layout", "blocks.0=tokens:1:4x6");
    Run second = explain(other, "--layer", "blocks.0", "--layout", "blocks.0=tokens:1:6x4");

    assertThat(first.exit()).isZero();
    assertThat(manifest(other).at("/settings/layouts/blocks.0").asText()).isEqualTo("tokens:1:4x6");
    assertThat(second.exit()).isEqualTo(2);
    assertThat(second.errors())
        .anyMatch(
            line -> line.contains("settings.layouts.blocks.0 is tokens:1:4x6, not tokens:1:6x4"));
  }

  @Test
  void aLayerWithoutAMapIsRefused() {
    Run refused = explain(folder.resolve("refused"), "--layer", "head");

    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.errors())
        .containsExactly(
            "heatmill: Layer has no map: its output 5 has one vector for an image (layer head; name"
                + " another, or how to read it with --layout head=LAYOUT)");
  }

  @Test
  void layersShowsLayoutsAndWhatDoesNotReachTheLogits() {
    Run layers = Run.of("layers", "--model", model);

    List<String> lines = layers.out().lines().map(line -> line.replaceAll(" {2,}", " ")).toList();
    assertThat(lines)
        .contains(
            " patch_embed.proj Conv2d 8 x 4 x 6 nchw, measured",
            "* blocks.1.norm1 LayerNorm 25 x 8 tokens:1:4x6, measured",
            " norm LayerNorm 25 x 8 tokens:1:4x6, measured; the logits do not depend on its places");
  }

  private static Run explain(Path to, String... more) {
    return Run.of(
        Stream.concat(
                Stream.of(
                    "explain",
                    "--images",
                    Demo.image("house", 1).toString(),
                    "--model",
                    model,
                    "--output",
                    to.toString(),
                    "--batch-size",
                    "2"),
                Stream.of(more))
            .toArray(String[]::new));
  }

  private static JsonNode manifest(Path of) throws IOException {
    return new ObjectMapper().readTree(of.resolve("manifest.json").toFile());
  }
}
