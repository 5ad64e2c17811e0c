package io.github.heatmill.job.sanity;

import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.job.support.Demo;
import io.github.heatmill.job.support.Run;
import io.github.heatmill.job.support.Spark;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.ExitCode;

/** What users may choose of the parameter randomisation test. */
class SanityOptionsTest {
  private static final StructType COLUMNS =
      new StructType().add("path", DataTypes.StringType).add("content", DataTypes.BinaryType);

  @TempDir static Path folder;
  private static Path images;

  @BeforeAll
  static void copy() {
    images = Demo.copy(folder.resolve("images"), 1);
  }

  @Test
  void everythingThatIsWrongIsSaidAtOnce() {
    Run run =
        SanityRunTest.sanity(
            folder.resolve("none"),
            "--images",
            images.toString(),
            "--sample",
            "0",
            "--levels",
            "clasifier,pool",
            "--methods",
            "info-cam");

    assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(run.errors()).hasSize(4);
    assertThat(run.errors().get(0)).isEqualTo("heatmill: Invalid --sample: 0 (must be > 0)");
    assertThat(run.errors().get(1)).startsWith("heatmill: Methods cannot be compared: info-cam (");
    assertThat(run.errors().get(2))
        .startsWith("heatmill: Unknown module: clasifier (closest: classifier, ");
    assertThat(run.errors().get(3))
        .startsWith("heatmill: Module has no parameters that a forward reads: pool (closest: ");
    assertThat(folder.resolve("none")).doesNotExist();
  }

  @Test
  void wrongOptionsOfMapsAreSaidAsByExplain() {
    Run run =
        SanityRunTest.sanity(
            folder.resolve("none"), "--images", images.toString(), "--layer", "features.stage9");

    assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(run.errors())
        .singleElement()
        .asString()
        .startsWith("heatmill: Unknown layer: features.stage9 (closest: features.stage");
  }

  @Test
  void theSampleIsThatOfTheSmallestNames() {
    Path output = folder.resolve("sample");
    Run run =
        SanityRunTest.sanity(
            output, "--images", images.toString(), "--sample", "2", "--levels", "classifier");

    assertThat(run.errors()).isEmpty();
    List<String> smallest =
        Spark.session()
            .createDataset(
                Demo.CLASSES.stream()
                    .map(c -> "file:" + images.resolve(c).resolve(c + "_01.jpg"))
                    .toList(),
                Encoders.STRING())
            .orderBy(expr("md5(value)"))
            .limit(2)
            .collectAsList();
    assertThat(Spark.table(output, "sanity").select("image").distinct().collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactlyInAnyOrderElementsOf(smallest);
    assertThat(Spark.table(output, "errors").count()).isZero();
  }

  @Test
  void tablesDoNotDependOnThePartitions() {
    Path one = compared(1);
    Path five = compared(5);

    assertThat(Spark.json(one, "sanity")).hasSize(6 * 2 * 2).isEqualTo(Spark.json(five, "sanity"));
  }

  /** Of the pictures in a table that is split, at two named steps. */
  private static Path compared(int partitions) {
    List<Row> rows =
        IntStream.range(0, Demo.CLASSES.size())
            .mapToObj(
                i ->
                    RowFactory.create(
                        Demo.CLASSES.get(i), Demo.bytes(Demo.image(Demo.CLASSES.get(i), 1))))
            .toList();
    Spark.session()
        .createDataFrame(rows, COLUMNS)
        .repartition(partitions)
        .createOrReplaceTempView("pictures");
    Path output = folder.resolve("partitions-" + partitions);
    Run run =
        SanityRunTest.sanity(
            output,
            "--table",
            "pictures",
            "--methods",
            "grad-cam,eigen-cam",
            "--layer",
            "features.stage4",
            "--levels",
            "features.stage4,classifier");
    assertThat(run.errors()).isEmpty();
    assertThat(run.out()).contains("     1  classifier  ").contains("     2  features.stage4  ");
    return output;
  }
}
