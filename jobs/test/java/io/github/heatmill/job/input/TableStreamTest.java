package io.github.heatmill.job.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.job.support.Demo;
import io.github.heatmill.job.support.DemoRun;
import io.github.heatmill.job.support.Run;
import io.github.heatmill.job.support.Spark;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images in a table that grows, and what of them is moved. */
@Tag("both-lines")
class TableStreamTest {
  private static final StructType COLUMNS =
      new StructType().add("path", DataTypes.StringType).add("content", DataTypes.BinaryType);
  private static final String[] OPTIONS = {"--methods", "grad-cam", "--layer", DemoRun.STAGE4};

  @TempDir Path folder;

  @Test
  void rowsThatAreAddedAreExplainedAloneAndNoImageIsShuffled() {
    Path table = folder.resolve("table");
    Path output = folder.resolve("output");
    write(table, "jug", 3);
    AtomicLong shuffled = shuffledBytes();

    assertThat(Run.demoTable(table, output, OPTIONS).errors()).isEmpty();
    assertThat(images(output)).containsExactly("jug1", "jug2", "jug3");
    // Names and counts, but not 3 images of some 10 kB each.
    assertThat(shuffled.get()).isBetween(1L, 20_000L);

    write(table, "mug", 2);
    Run again = Run.demoTable(table, output, OPTIONS);

    assertThat(again.errors()).isEmpty();
    assertThat(again.out()).contains("Images     5, 2 of them now, in ");
    assertThat(images(output)).containsExactly("jug1", "jug2", "jug3", "mug1", "mug2");
    assertThat(Run.demoTable(table, output, OPTIONS).out()).contains("Images     5, 0 of them now");
  }

  @Test
  void anotherTableIsRefused() {
    write(folder.resolve("table"), "jug", 1);
    write(folder.resolve("other"), "mug", 1);
    Path output = folder.resolve("output");
    Run.demoTable(folder.resolve("table"), output, OPTIONS);

    Run run = Run.demoTable(folder.resolve("other"), output, OPTIONS);

    assertThat(run.errors().get(0))
        .contains("data.table is ")
        .contains("/table")
        .contains("/other");
  }

  /** A view, of which Spark cannot tell which rows are new. */
  @Test
  void rowsThatAreAddedToATableThatIsReadAtOnceAreRefused() {
    Path output = folder.resolve("output");
    view("jug", 1);
    assertThat(Run.demoTable("pictures", output, OPTIONS).errors()).isEmpty();
    view("jug", 1);
    assertThat(Run.demoTable("pictures", output, OPTIONS).errors()).isEmpty();
    view("jug", 2);

    Run run = Run.demoTable("pictures", output, OPTIONS);

    assertThat(run.errors().get(0))
        .startsWith("heatmill: Rows were added: pictures (which of them are new, this table does");
    assertThat(images(output)).containsExactly("jug1");
  }

  private static void view(String name, int images) {
    Spark.session()
        .createDataFrame(rows(name, images), COLUMNS)
        .createOrReplaceTempView("pictures");
  }

  private static List<Row> rows(String name, int images) {
    return IntStream.rangeClosed(1, images)
        .mapToObj(i -> RowFactory.create(name + i, Demo.bytes(Demo.image(name, i))))
        .toList();
  }

  private static void write(Path table, String name, int images) {
    Spark.session()
        .createDataFrame(rows(name, images), COLUMNS)
        .coalesce(1)
        .write()
        .mode(SaveMode.Append)
        .parquet(table.toString());
  }

  private static AtomicLong shuffledBytes() {
    AtomicLong bytes = new AtomicLong();
    Spark.session()
        .sparkContext()
        .addSparkListener(
            new SparkListener() {
              @Override
              public void onTaskEnd(SparkListenerTaskEnd end) {
                if (end.taskMetrics() != null) {
                  bytes.addAndGet(end.taskMetrics().shuffleWriteMetrics().bytesWritten());
                }
              }
            });
    return bytes;
  }

  private static List<String> images(Path output) {
    return Spark.table(output, "predictions").select("image").collectAsList().stream()
        .map(row -> row.getString(0))
        .sorted()
        .toList();
  }
}
