package io.github.heatmill.job.input;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.struct;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.job.support.Demo;
import io.github.heatmill.job.support.Run;
import io.github.heatmill.job.support.Spark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images in a table instead of a folder. */
@Tag("both-lines")
class TableTest {
  private static final StructType COLUMNS =
      new StructType()
          .add("photo", DataTypes.BinaryType)
          .add("name", DataTypes.StringType)
          .add("label", DataTypes.StringType)
          .add("class", DataTypes.IntegerType);

  @TempDir Path folder;
  Path table;
  Path output;

  @BeforeEach
  void name() {
    table = folder.resolve("table");
    output = folder.resolve("output");
  }

  private static Dataset<Row> photos() {
    return Spark.session()
        .createDataFrame(
            List.of(
                RowFactory.create(Demo.bytes(Demo.image("fish", 1)), "first", "fish", 1),
                RowFactory.create(Demo.bytes(Demo.image("mug", 1)), "second", "mug", 4),
                RowFactory.create(null, "third", "jug", 3),
                RowFactory.create(Demo.bytes(Demo.image("jug", 1)), null, null, null)),
            COLUMNS);
  }

  @Test
  void bytesKeyAndLabelAreFoundByTheirColumns() {
    photos().write().parquet(table.toString());

    Run run = Run.demoTable(table, output);

    assertThat(run.errors()).isEmpty();
    assertThat(run.exit()).isZero();
    assertThat(predictions())
        .containsExactly(
            "[first,1,fish]", "[second,4,mug]", "[sha256:" + sha256("jug") + ",null,null]");
    assertThat(Spark.table(output, "errors").collectAsList())
        .extracting(Row::toString)
        .containsExactly("[third,decode,Empty file, no image (0 bytes)]");
    assertThat(run.out()).contains("Accuracy   100.0 % of the labelled images");
  }

  @Test
  void filesWhoseNamesLookLikeGlobsAreTablesAndSeveralAreReadAsOne() throws IOException {
    Path first = file("name = 'first'", "photos [1].parquet");
    Path others = file("name IS NULL OR name <> 'first'", "pho#tos{2} 100%.parquet");

    Run run = Run.demoTable(first, output, "--table", others.toString());

    assertThat(run.errors()).isEmpty();
    assertThat(predictions())
        .containsExactly(
            "[first,1,fish]", "[second,4,mug]", "[sha256:" + sha256("jug") + ",null,null]");
    assertThat(Spark.table(output, "errors").count()).isEqualTo(1);
    assertThat(Run.report(output, folder.resolve("report.html")).out()).contains("(3 images,");
  }

  /** Writes some of the photos into one Parquet file. */
  private Path file(String condition, String name) throws IOException {
    Path parts = folder.resolve("parts of " + name.substring(0, 4));
    photos().where(condition).coalesce(1).write().mode("overwrite").parquet(parts.toString());
    try (Stream<Path> files = Files.list(parts)) {
      Path file = files.filter(each -> each.toString().endsWith(".parquet")).findAny().get();
      return Files.move(file, folder.resolve(name));
    }
  }

  @Test
  void columnsCanBeNamed() {
    photos()
        .select(col("name").as("id"), col("name").as("a key"), col("photo").as("a.b"), col("class"))
        .where("id IS NOT NULL")
        .write()
        .parquet(table.toString());

    Run run =
        Run.demoTable(
            table,
            output,
            "--image-column",
            "a.b",
            "--key-column",
            "a key",
            "--label-column",
            "class");

    assertThat(run.errors()).isEmpty();
    assertThat(predictions()).containsExactly("[first,1,fish]", "[second,4,mug]");
    // The report finds the pictures in the same columns.
    assertThat(Run.report(output, folder.resolve("report.html")).out()).contains("(2 images,");
  }

  /** The pictures are a fish, a mug and a jug, each of which the network recognises. */
  @Test
  void aListInTheColumnOfTheLabelIsSeveralLabels() {
    photos()
        .where("name IS NULL OR name <> 'third'")
        .selectExpr(
            "photo",
            "coalesce(name, 'third') AS name",
            "CASE name WHEN 'first' THEN array(1, 3) WHEN 'second' THEN array(4) ELSE array() END"
                + " AS shown")
        .write()
        .parquet(table.toString());

    Run run = Run.demoTable(table, output, "--label-column", "shown");

    assertThat(run.errors()).isEmpty();
    assertThat(predictions())
        .containsExactly("[first,null,fish|jug]", "[second,4,mug]", "[third,null,null]");
    // The fish and the mug are found, and the jug of the first image is not: recall (1 + 1 + 0) /
    // 3.
    assertThat(run.out())
        .contains(
            "Labels     precision 0.667, recall 0.667, F1 0.667: means over the labels of 2 images")
        .doesNotContain("Accuracy");
  }

  @Test
  void theLayoutOfHuggingFaceIsUnderstood() {
    photos()
        .where("name IS NOT NULL")
        .select(
            struct(col("photo").as("bytes"), col("name").as("path")).as("image"),
            col("class").cast("long").as("label"))
        .repartition(3)
        .write()
        .parquet(table.toString());

    Run run = Run.demoTable(table, output);

    assertThat(run.errors()).isEmpty();
    assertThat(predictions()).containsExactly("[first,1,fish]", "[second,4,mug]");
    assertThat(Spark.table(output, "errors").count()).isEqualTo(1);
  }

  @Test
  void aNameInTheCatalogIsATable() {
    photos().where("class = 1").createOrReplaceTempView("heatmill_photos");
    // The command starts from the session that runs, and so sees its views.
    Run run = Run.demoTable("heatmill_photos", output);

    assertThat(run.errors()).isEmpty();
    assertThat(predictions()).containsExactly("[first,1,fish]");
  }

  @Test
  void theSameImageGetsTheSameMapAsFromItsFile() {
    photos().where("class = 1").write().parquet(table.toString());
    Path fromFile = folder.resolve("from-file");

    Run.demoTable(table, output);
    Run.demo(Demo.image("fish", 1), fromFile);

    assertThat(maps(output)).hasSize(3).isEqualTo(maps(fromFile));
  }

  @Test
  void columnsThatAreMissingAreNamed() {
    photos().write().parquet(table.toString());

    assertProblem(
        Run.demoTable(table, output, "--image-column", "image"),
        "Unknown column: --image-column image (the table has photo, name, label, class)");
    assertProblem(
        Run.demoTable(table, output, "--key-column", "uri"),
        "Unknown column: --key-column uri (the table has photo, name, label, class)");
    assertProblem(
        Run.demoTable(table, output, "--label-column", "Label"),
        "Unknown column: --label-column Label (the table has photo, name, label, class)");
  }

  @Test
  void aTableWithoutImagesIsRefused() {
    photos().select("name", "class").write().parquet(table.toString());

    assertProblem(
        Run.demoTable(table, output),
        "No images in table: "
            + table
            + " has the columns name, class"
            + " (one must be binary or struct{bytes, path}; see --image-column)");
  }

  @Test
  void aTableThatDoesNotExistIsNamed() {
    Run run = Run.demoTable("/nowhere/table", output);

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.errors()).hasSize(1);
    assertThat(run.errors().get(0))
        .startsWith("heatmill: Table cannot be read: /nowhere/table (")
        .contains("file:/nowhere/table");
    assertThat(Run.demoTable("nowhere", output).errors().get(0))
        .startsWith("heatmill: Table cannot be read: nowhere (");
  }

  private List<String> predictions() {
    return Spark.table(output, "predictions")
        .select("image", "label", "label_name")
        .orderBy("image")
        .collectAsList()
        .stream()
        .map(Row::toString)
        .toList();
  }

  private static List<String> maps(Path output) {
    return Spark.table(output, "explanations")
        .select("predicted", "probability", "layer", "method", "heatmap")
        .toJSON()
        .collectAsList();
  }

  private static String sha256(String name) {
    return org.apache.commons.codec.digest.DigestUtils.sha256Hex(Demo.bytes(Demo.image(name, 1)));
  }

  private static void assertProblem(Run run, String problem) {
    assertThat(run.errors()).containsExactly("heatmill: " + problem);
    assertThat(run.exit()).isEqualTo(2);
  }
}
