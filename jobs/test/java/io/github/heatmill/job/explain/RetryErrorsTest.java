package io.github.heatmill.job.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.job.support.BadImages;
import io.github.heatmill.job.support.Demo;
import io.github.heatmill.job.support.DemoRun;
import io.github.heatmill.job.support.Run;
import io.github.heatmill.job.support.Spark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.fs.FileUtil;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images that failed are tried again on request, and are never in two tables. */
class RetryErrorsTest {
  private static final String[] OPTIONS = {"--methods", "grad-cam", "--layer", DemoRun.STAGE4};
  private static final String[] RETRY = {
    "--methods", "grad-cam", "--layer", DemoRun.STAGE4, "--retry-errors"
  };

  @TempDir Path folder;
  private Path images;
  private Path output;

  @BeforeEach
  void twoImagesOfThreeAreBroken() {
    images = folder.resolve("images");
    output = folder.resolve("output");
    Demo.copy(Demo.image("jug", 1), images.resolve("jug.jpg"));
    Demo.write(images.resolve("mug.jpg"), BadImages.truncated());
    Demo.write(images.resolve("text.jpg"), BadImages.text());
    assertThat(Run.demo(images, output, OPTIONS).exit()).isZero();
    assertThat(names("errors")).containsExactly("mug.jpg", "text.jpg");
  }

  @Test
  void withoutTheOptionNothingIsTriedAgain() {
    repair();

    assertThat(Run.demo(images, output, OPTIONS).exit()).isZero();

    assertThat(names("errors")).containsExactly("mug.jpg", "text.jpg");
  }

  @Test
  void whatWasRepairedIsExplainedAndTheRestIsStillAnError() {
    repair();
    Demo.copy(Demo.image("fish", 1), images.resolve("fish.jpg"));

    Run run = Run.demo(images, output, RETRY);

    assertThat(run.errors()).isEmpty();
    assertThat(run.out()).contains("Images     4, 1 of them now, in ");
    assertAllThere();
    assertThat(Run.demo(images, output, RETRY).errors()).isEmpty();
    assertAllThere();
  }

  @Test
  void withoutErrorsThereIsNothingToTryAgain() throws IOException {
    Files.delete(images.resolve("text.jpg"));
    Files.delete(images.resolve("mug.jpg"));
    Path clean = folder.resolve("clean");
    Run.demo(images, clean, OPTIONS);

    assertThat(Run.demo(images, clean, RETRY).errors()).isEmpty();
    assertThat(Demo.names(clean.resolve("predictions"))).containsExactly("piece=0");
  }

  /** Cut off with the names written down: before the piece, after it, and after the errors. */
  @Test
  void goesOnWhereItWasCutOff() throws IOException {
    repair();
    Path before = folder.resolve("before");
    copy(output, before);
    Demo.copy(Demo.image("fish", 1), images.resolve("fish.jpg"));
    assertThat(Run.demo(images, output, RETRY).errors()).isEmpty();
    Files.delete(output.resolve("manifest.json"));
    // What is pending is done again, though its piece and the new errors are there.
    restore(before.resolve("errors"));
    assertThat(Run.demo(images, output, OPTIONS).errors()).isEmpty();
    assertAllThere();
    restore(output.resolve("errors"));
    // Cut off between the removal of the old errors and the renaming of the new ones.
    Files.move(output.resolve("errors"), output.resolve("errors-unfinished"));
    Files.delete(output.resolve("manifest.json"));
    assertThat(Run.demo(images, output, OPTIONS).errors()).isEmpty();
    assertAllThere();
    assertThat(Demo.names(output.resolve("state"))).doesNotContain("retry", "retried");
  }

  /** Puts down again which images were tried, with the given errors in place. */
  private void restore(Path errors) throws IOException {
    StructType names = new StructType().add("image", DataTypes.StringType);
    List<Row> rows =
        List.of(
            RowFactory.create("file:" + images.resolve("mug.jpg")),
            RowFactory.create("file:" + images.resolve("text.jpg")));
    Dataset<Row> retried = Spark.session().createDataFrame(rows, names);
    retried.write().parquet(output.resolve("state/retried").toString());
    Files.writeString(output.resolve("state/retry"), "-1\n");
    if (!errors.startsWith(output)) {
      FileUtil.fullyDelete(output.resolve("errors").toFile());
      copy(errors, output.resolve("errors"));
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (var all = Files.walk(from)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        Demo.copy(file, to.resolve(from.relativize(file)));
      }
    }
  }

  @Test
  void rowsOfATableAreTriedAgainToo() {
    Path table = folder.resolve("table");
    StructType columns =
        new StructType().add("path", DataTypes.StringType).add("content", DataTypes.BinaryType);
    List<Row> rows =
        List.of(
            RowFactory.create("good", Demo.bytes(Demo.image("jug", 1))),
            RowFactory.create("bad", BadImages.text()));
    Spark.session().createDataFrame(rows, columns).write().parquet(table.toString());
    Path explained = folder.resolve("explained");
    assertThat(Run.demoTable(table, explained, OPTIONS).errors()).isEmpty();

    Run run = Run.demoTable(table, explained, RETRY);

    assertThat(run.errors()).isEmpty();
    assertThat(Spark.table(explained, "errors").count()).isOne();
    assertThat(Spark.table(explained, "predictions").count()).isOne();
  }

  private void repair() {
    Demo.copy(Demo.image("mug", 1), images.resolve("mug.jpg"));
  }

  private void assertAllThere() {
    assertThat(names("errors")).containsExactly("text.jpg");
    assertThat(names("predictions")).containsExactly("fish.jpg", "jug.jpg", "mug.jpg");
    assertThat(names("explanations")).containsExactly("fish.jpg", "jug.jpg", "mug.jpg");
  }

  private List<String> names(String table) {
    return Spark.table(output, table).select("image").collectAsList().stream()
        .map(row -> Path.of(row.getString(0).substring("file:".length())).getFileName().toString())
        .sorted()
        .toList();
  }
}
