package io.github.heatmill.job.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.job.output.RunOutput;
import io.github.heatmill.job.support.BadImages;
import io.github.heatmill.job.support.Demo;
import io.github.heatmill.job.support.DemoRun;
import io.github.heatmill.job.support.Run;
import io.github.heatmill.job.support.Spark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.apache.hadoop.fs.FileUtil;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same command again goes on where the run ended, or was cut off. */
@Tag("both-lines")
class ResumeTest {
  private static final List<String> TABLES =
      List.of(RunOutput.PREDICTIONS, RunOutput.EXPLANATIONS, RunOutput.ERRORS);

  private static final String[] SETTINGS = {"--methods", "grad-cam", "--layer", DemoRun.STAGE4};

  @TempDir Path folder;
  private Path images;
  private Path output;

  @BeforeEach
  void fewImages() {
    images = folder.resolve("images");
    output = folder.resolve("output");
    add("jug", 1);
    add("jug", 2);
    Demo.write(images.resolve("fish/broken.jpg"), BadImages.truncated());
  }

  @Test
  void aFinishedRunIsLeftAsItIsAndOnlyNewImagesAreExplained() throws IOException {
    explain();
    FileTime manifest = Files.getLastModifiedTime(output.resolve("manifest.json"));
    List<Path> parts = parts();

    Run again = explain();

    assertThat(again.errors()).isEmpty();
    assertThat(again.out()).contains("Images     3, 0 of them now, in ").contains("Explained  2\n");
    assertThat(Files.getLastModifiedTime(output.resolve("manifest.json"))).isEqualTo(manifest);
    assertThat(parts()).isEqualTo(parts);

    add("mug", 1);
    Path more = Demo.copy(Demo.image("fish", 1), folder.resolve("more/fish_01.jpg"));
    again = explain("--images", more.getParent().toString());

    assertThat(again.errors()).isEmpty();
    assertThat(again.out()).contains("Images     5, 2 of them now, in ");
    assertThat(parts()).containsAll(parts);
    Demo.copy(more, images.resolve("fish_01.jpg"));
    Files.delete(more);
    assertThat(names(output)).isEqualTo(names(undisturbed()));
  }

  /**
   * What the run leaves when it is killed after all tables of its last piece were written, between
   * two tables, or while one is replaced.
   */
  @ParameterizedTest
  @ValueSource(strings = {"", RunOutput.PREDICTIONS, RunOutput.ERRORS})
  void aPieceThatWasNotCommittedIsDoneAgain(String halfWritten) throws IOException {
    explain("--piece-images", "1");
    cutOffLastPiece();
    if (!halfWritten.isEmpty()) {
      FileUtil.fullyDelete(output.resolve(halfWritten + "/piece=2").toFile());
      Demo.write(output.resolve(halfWritten + "/piece=2/_temporary/0/part-0"), new byte[9]);
      Demo.write(output.resolve("outcomes-unfinished/part-0.parquet"), new byte[9]);
      add("umbrella", 3);
    }

    Run again = explain("--piece-images", "1");

    assertThat(again.errors()).isEmpty();
    assertThat(Demo.names(output)).contains("manifest.json").doesNotContain("outcomes-unfinished");
    assertSame(output, undisturbed(), TABLES);
  }

  @Test
  void aChangedSettingIsRefusedWithTheDifference() throws IOException {
    explain();

    Run other =
        demo(output, "--methods", "eigen-cam", "--layer", "features.stage3", "--target", "top:2");

    assertThat(other.exit()).isEqualTo(2);
    assertThat(other.errors())
        .containsExactly(
            "heatmill: Other settings than those of the run in file:"
                + output
                + ": settings.assignments[0].layers[0] is features.stage4, not features.stage3;"
                + " settings.assignments[0].methods[0] is grad-cam, not eigen-cam;"
                + " settings.target is predicted, not top:2"
                + " (repeat the run's, name another folder, or add --overwrite)");
    assertThat(explain("--resize", "200").errors().get(0))
        .contains(": settings.resize is 224,floor, not 200 (");
    assertThat(explain("--labels", "folder").errors().get(0))
        .contains(": data.labels is none, not folder (");
    assertThat(explain("--metrics", "complexity").errors().get(0))
        .contains(": measured.metrics.complexity is nothing, not alone (");
    Path moved = Files.move(output, folder.resolve("moved"));
    assertThat(demo(moved, SETTINGS).errors().get(0))
        .contains(": folder is file:" + output + ", not file:" + moved + " (");
    assertThat(demo(moved, "--overwrite", "--target", "jug").exit()).isZero();
  }

  @Test
  void whatChangesNoNumberMayChange() {
    explain();
    add("mug", 2);

    Run again = explain("--max-megapixels", "50", "--piece-images", "1", "--batch-size", "3");

    assertThat(again.errors()).isEmpty();
    assertSame(output, undisturbed(), TABLES);
    assertThat(explain("--batch-size", "1").errors().get(0))
        .contains(": settings.batch_size is 2 or more, not 1 (");
  }

  @Test
  void anotherNetworkUnderTheSameNameIsRefusedAndTheSameInAnotherPlaceIsNot() throws IOException {
    explain();
    Path model = Demo.copy(Demo.MODEL.resolve("demo.pt"), folder.resolve("other/demo.pt"));
    for (String beside : List.of("serving.properties", "synset.txt")) {
      Demo.copy(Demo.MODEL.resolve(beside), model.resolveSibling(beside));
    }
    assertThat(withModel(model).errors()).isEmpty();
    rewrite(model);

    Run other = withModel(model);

    assertThat(other.errors().get(0)).contains("model.name is demo@").contains("model.sha256 is ");
  }

  @Test
  void afterScoreTheRunGoesOnWithTheSameMetrics() {
    explain();
    assertThat(Run.score(output, "--metrics", "complexity").errors()).isEmpty();
    add("mug", 2);

    assertThat(explain().errors().get(0))
        .contains(": measured.metrics.complexity is alone, not nothing (");
    Run again = explain("--metrics", "complexity");

    assertThat(again.errors()).isEmpty();
    List<String> measured = List.of("predictions", "explanations", "errors", "summary");
    assertSame(output, undisturbed("--metrics", "complexity"), measured);
  }

  @Test
  void piecesAndWatchHavePositiveNumbers() {
    Run run = explain("--piece-images", "0", "--watch", "-1");

    assertThat(run.errors())
        .containsExactly(
            "heatmill: Invalid --watch: -1 (must be > 0 seconds)",
            "heatmill: Invalid --piece-images: 0 (must be > 0)");
  }

  /** Packs the network's file anew: the same network, but nobody could know. */
  private static void rewrite(Path model) throws IOException {
    Path copy = model.resolveSibling("copy");
    try (ZipFile from = new ZipFile(model.toFile());
        ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(copy))) {
      for (ZipEntry entry : Collections.list(from.entries())) {
        to.putNextEntry(new ZipEntry(entry.getName()));
        from.getInputStream(entry).transferTo(to);
      }
    }
    Files.move(copy, model, StandardCopyOption.REPLACE_EXISTING);
  }

  private void add(String name, int number) {
    Path image = Demo.image(name, number);
    Demo.copy(image, images.resolve(name).resolve(image.getFileName().toString()));
  }

  private Run explain(String... more) {
    return demo(output, Stream.concat(Stream.of(SETTINGS), Stream.of(more)).toArray(String[]::new));
  }

  private Run demo(Path to, String... more) {
    return explained(Demo.MODEL, to, more);
  }

  private Run withModel(Path model) {
    return explained(model, output, SETTINGS);
  }

  private Run explained(Path model, Path to, String... more) {
    List<String> command = new ArrayList<>(List.of("explain", "--images", images.toString()));
    command.addAll(List.of("--model", model.toString(), "--output", to.toString()));
    command.addAll(List.of(more));
    if (!command.contains("--batch-size")) {
      command.addAll(List.of("--batch-size", "2"));
    }
    return Run.of(command.toArray(String[]::new));
  }

  /** Takes back that Spark knows the last of three pieces to be done. */
  private void cutOffLastPiece() throws IOException {
    Files.delete(output.resolve("manifest.json"));
    Path commits = output.resolve("state/checkpoint/commits");
    String last = Demo.names(commits).stream().filter(n -> !n.startsWith(".")).toList().get(2);
    assertThat(last).isEqualTo("2");
    Files.delete(commits.resolve(last));
    Files.deleteIfExists(commits.resolve("." + last + ".crc"));
  }

  /** All files of the three tables. */
  private List<Path> parts() throws IOException {
    List<Path> parts = new ArrayList<>();
    for (String table : TABLES) {
      try (Stream<Path> files = Files.walk(output.resolve(table))) {
        parts.addAll(files.filter(Files::isRegularFile).sorted().toList());
      }
    }
    return parts;
  }

  private Path undisturbed(String... more) {
    Path undisturbed = folder.resolve("undisturbed");
    Run run =
        demo(
            undisturbed,
            Stream.concat(Stream.of(SETTINGS), Stream.of(more)).toArray(String[]::new));
    assertThat(run.errors()).isEmpty();
    return undisturbed;
  }

  private static void assertSame(Path output, Path other, List<String> tables) {
    for (String table : tables) {
      assertThat(Spark.json(output, table)).isEqualTo(Spark.json(other, table));
    }
  }

  /** The files that were explained, wherever they lay. */
  private static List<String> names(Path output) {
    return Spark.table(output, RunOutput.EXPLANATIONS)
        .selectExpr("element_at(split(image, '/'), -1)")
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .sorted()
        .toList();
  }
}
