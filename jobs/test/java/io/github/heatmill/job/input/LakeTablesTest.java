package io.github.heatmill.job.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.job.support.Demo;
import io.github.heatmill.job.support.DemoRun;
import io.github.heatmill.job.support.OwnSpark;
import io.github.heatmill.job.support.Run;
import io.github.heatmill.job.support.Spark;
import io.github.heatmill.udf.HeatmillExtensions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables of Delta Lake and Iceberg, which Spark reads with their own readers. */
@Tag("shell")
class LakeTablesTest {
  private static final StructType COLUMNS =
      new StructType()
          .add("key", DataTypes.StringType)
          .add("photo", DataTypes.BinaryType)
          .add("label", DataTypes.StringType);
  private static final String ICEBERG = "lake.db.photos";
  private static final String[] OPTIONS = {"--methods", "grad-cam", "--layer", DemoRun.STAGE4};

  @TempDir static Path folder;
  private static OwnSpark own;

  @BeforeAll
  static void useLakes() {
    own = OwnSpark.with(settings());
    Spark.session();
  }

  @AfterAll
  static void useSparkAlone() {
    own.close();
  }

  private static Map<String, String> settings() {
    String iceberg = "org.apache.iceberg.spark.";
    return Map.of(
        "spark.sql.extensions",
        String.join(
            ",",
            HeatmillExtensions.class.getName(),
            "io.delta.sql.DeltaSparkSessionExtension",
            iceberg + "extensions.IcebergSparkSessionExtensions"),
        "spark.sql.catalog.spark_catalog",
        "org.apache.spark.sql.delta.catalog.DeltaCatalog",
        "spark.sql.catalog.lake",
        iceberg + "SparkCatalog",
        "spark.sql.catalog.lake.type",
        "hadoop",
        "spark.sql.catalog.lake.warehouse",
        folder.resolve("lake").toString(),
        // Else 50 tasks for every look at a table.
        "spark.databricks.delta.snapshotPartitions",
        "1",
        // Pieces of two files.
        Spark.PARALLELISM,
        "1");
  }

  @Test
  void aTableOfDeltaLakeIsReadInPiecesAndGoesOn() {
    Path table = folder.resolve("delta");
    Path output = folder.resolve("of-delta");
    appendToDelta(table, "jug", 3);

    Run first = Run.demoTable(table, output, delta());

    assertExplained(first, output, 3, 3);
    assertThat(Demo.names(output.resolve("explanations"))).contains("piece=0", "piece=1");

    appendToDelta(table, "mug", 2);
    Run second = Run.demoTable(table, output, delta());

    assertExplained(second, output, 5, 2);
  }

  @Test
  void aTableOfIcebergIsReadInPiecesAndGoesOnUntilRowsAreDeleted() throws NoSuchTableException {
    Path output = folder.resolve("of-iceberg");
    Spark.session()
        .sql("CREATE TABLE " + ICEBERG + " (key STRING, photo BINARY, label STRING) USING iceberg");
    photos("jug", 3).writeTo(ICEBERG).append();

    Run first = Run.demoTable(ICEBERG, output, OPTIONS);

    assertExplained(first, output, 3, 3);
    assertThat(Demo.names(output.resolve("explanations"))).contains("piece=0", "piece=1");

    photos("mug", 2).writeTo(ICEBERG).append();
    Run second = Run.demoTable(ICEBERG, output, OPTIONS);

    assertExplained(second, output, 5, 2);
    Spark.session().sql("DELETE FROM " + ICEBERG + " WHERE key = 'jug1'");

    assertThat(Run.demoTable(ICEBERG, output, OPTIONS).errors())
        .containsExactly(
            "heatmill: Rows were changed or deleted: lake.db.photos"
                + " (a run goes on where rows were added; --overwrite explains the table anew)");
  }

  /** Its stream would begin with what is left of the past: the two that came last. */
  @Test
  void aTableOfIcebergWhosePastHasExpiredIsReadInOnePiece() throws NoSuchTableException {
    Path output = folder.resolve("of-expired");
    String table = "lake.db.expired";
    Spark.session()
        .sql("CREATE TABLE " + table + " (key STRING, photo BINARY, label STRING) USING iceberg");
    photos("jug", 3).writeTo(table).append();
    photos("mug", 2).writeTo(table).append();
    Spark.session()
        .sql(
            "CALL lake.system.expire_snapshots(table => 'db.expired',"
                + " older_than => TIMESTAMP '2100-01-01 00:00:00', retain_last => 1)");

    assertExplained(Run.demoTable(table, output, OPTIONS), output, 5, 5);
  }

  private static String[] delta() {
    return Stream.concat(Stream.of("--table-format", "delta"), Stream.of(OPTIONS))
        .toArray(String[]::new);
  }

  private static void appendToDelta(Path table, String name, int images) {
    photos(name, images).write().format("delta").mode(SaveMode.Append).save(table.toString());
  }

  /** Pictures of one class, each in a file of its own. */
  private static Dataset<Row> photos(String name, int images) {
    List<Row> rows =
        IntStream.rangeClosed(1, images)
            .mapToObj(i -> RowFactory.create(name + i, Demo.bytes(Demo.image(name, i)), name))
            .toList();
    return Spark.session().createDataFrame(rows, COLUMNS).repartition(images);
  }

  private static void assertExplained(Run run, Path output, int images, int now) {
    assertThat(run.errors()).isEmpty();
    assertThat(run.out())
        .contains(
            now == images
                ? "Images     " + images + " in "
                : "Images     " + images + ", " + now + " of them now, in ");
    List<String> all =
        List.of("[jug1,3,jug]", "[jug2,3,jug]", "[jug3,3,jug]", "[mug1,4,mug]", "[mug2,4,mug]");
    assertThat(
            Spark.table(output, "predictions")
                .select("image", "label", "label_name")
                .orderBy("image")
                .collectAsList())
        .extracting(Row::toString)
        .containsExactlyElementsOf(all.subList(0, images));
  }
}
