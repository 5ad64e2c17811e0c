package io.github.heatmill.job.score;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.job.output.RunOutput;
import io.github.heatmill.job.support.Demo;
import io.github.heatmill.job.support.Run;
import io.github.heatmill.job.support.Spark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.ExitCode;

/** Measuring the maps of a finished run, whatever became of its images and its model. */
class ScoreTest {
  private static final String VOC = "voc:" + Demo.FOLDER.resolve("annotations");
  @TempDir Path folder;
  private Path images;
  private Path model;
  private Path output;

  @BeforeEach
  void explain() throws IOException {
    images = Demo.copy(folder.resolve("images"), 1);
    model = folder.resolve("model");
    FileUtils.copyDirectory(Demo.MODEL.toFile(), model.toFile());
    output = folder.resolve("output");
    Run run =
        Run.of(
            "explain",
            "--images",
            images.toString(),
            "--model",
            model.toString(),
            "--methods",
            "grad-cam",
            "--batch-size",
            "4",
            "--output",
            output.toString());
    assertThat(run.errors()).isEmpty();
  }

  @Test
  void localisationNeedsNeitherTheModelNorTheImages() throws IOException {
    FileUtils.deleteDirectory(model.toFile());
    FileUtils.deleteDirectory(images.toFile());

    Run run = Run.score(output, "--metrics", "pointing_game", "--annotations", VOC);

    assertThat(run.errors()).isEmpty();
    assertThat(run.exit()).isZero();
    assertThat(measured("pointing_game")).hasSize(6);
    assertThat(measured("deletion")).isEmpty();
    assertOtherGroundTruthIsRefused();
  }

  /** Else a row would have boxes that are not those which its numbers are against. */
  private void assertOtherGroundTruthIsRefused() {
    String other = "voc:" + folder;

    Run run = Run.score(output, "--metrics", "relevance_rank", "--annotations", other);

    assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(run.errors())
        .containsExactly(
            "heatmill: Other annotations than those of earlier numbers: "
                + other
                + " (measure again too: pointing_game)");
  }

  @Test
  void metricsAddUp() {
    assertThat(Run.score(output, "--metrics", "complexity").exit()).isZero();
    List<Row> first = measured("complexity");

    Run run = Run.score(output, "--metrics", "average_drop", "--no-chance");

    assertThat(run.errors()).isEmpty();
    assertThat(first).hasSize(6);
    assertThat(measured("complexity")).containsExactlyElementsOf(first);
    assertThat(measured("average_drop")).hasSize(6);
    assertThat(manifest()).contains("\"id\" : \"complexity\"", "\"id\" : \"average_drop\"");
  }

  @Test
  void anImageThatChangedOrIsGoneKeepsItsRowWithoutWhatWasAskedAndIsNamed() throws IOException {
    assertThat(Run.score(output, "--metrics", "complexity,entropy").exit()).isZero();
    Files.delete(images.resolve("fish/fish_01.jpg"));
    Demo.copy(Demo.image("mug", 2), images.resolve("mug/mug_01.jpg"));

    Run run = Run.score(output, "--metrics", "average_drop,complexity");

    assertThat(run.exit()).isZero();
    assertThat(measured("average_drop")).hasSize(4);
    assertThat(measured("complexity")).hasSize(4);
    assertThat(measured("entropy")).hasSize(6);
    assertThat(Spark.table(output, RunOutput.EXPLANATIONS).count()).isEqualTo(6);
    List<Row> errors = Spark.table(output, RunOutput.SCORE_ERRORS).orderBy("image").collectAsList();
    assertThat(errors).extracting(row -> row.getString(1)).containsExactly("read", "score");
    assertThat(errors.get(1).getString(2))
        .isEqualTo("Image has changed since it was explained (explain it again)");
    assertThat(run.out()).contains("Unmeasured 2, such as file:");
  }

  @Test
  void whatCannotBeMeasuredIsSaidTogetherBeforeSparkStarts() throws IOException {
    FileUtils.deleteDirectory(model.toFile());

    Run run = Run.score(output, "--metrics", "deletion,deletoin,pointing_game");

    assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(run.errors())
        .anyMatch(line -> line.startsWith("heatmill: Unknown metric: deletoin (closest: deletion,"))
        .contains("heatmill: Metric needs ground truth: pointing_game (add --annotations)")
        .anyMatch(line -> line.startsWith("heatmill: Missing model: "));
  }

  @Test
  void anotherModelIsRefused() {
    Path other = Path.of("../src/test/resources/networks/residual-traced.pt").toAbsolutePath();

    Run run = Run.score(output, "--metrics", "average_drop", "--model", other.toString());

    assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(run.errors().get(0)).startsWith("heatmill: Another model: ");
  }

  @Test
  void aFolderWithoutAFinishedRunIsRefused() {
    Run run = Run.score(folder, "--metrics", "complexity");

    assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(run.errors().get(0)).startsWith("heatmill: Not a finished run: ");
  }

  private List<Row> measured(String column) {
    return Spark.table(output, RunOutput.EXPLANATIONS)
        .where("metrics." + column + " IS NOT NULL")
        .orderBy("image")
        .selectExpr("image", "metrics." + column)
        .collectAsList();
  }

  private String manifest() {
    try {
      return Files.readString(output.resolve("manifest.json"));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
