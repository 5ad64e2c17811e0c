package io.github.heatmill.job.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.job.support.Demo;
import io.github.heatmill.job.support.DemoRun;
import io.github.heatmill.job.support.OwnSpark;
import io.github.heatmill.job.support.Run;
import io.github.heatmill.job.support.Spark;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However images are split, ordered and spread over threads: the tables are the same. */
class DeterminismTest {
  private static final StructType COLUMNS =
      new StructType()
          .add("path", DataTypes.StringType)
          .add("label", DataTypes.StringType)
          .add("content", DataTypes.BinaryType);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7})
  void tablesDoNotDependOnThePartitions(int partitions) {
    shuffled(partitions).repartition(partitions).createOrReplaceTempView("shuffled");
    Path output = folder.resolve("output");

    Run run = Run.demoTable("shuffled", output, "--layer", DemoRun.STAGE4);

    assertThat(run.errors()).isEmpty();
    assertSameAsDemoRun(output);
  }

  @Test
  @SuppressWarnings("try") // What is opened is used by the command, not by the block.
  void tablesDoNotDependOnTheOrderOfPlacesNorOnThreads() {
    assertThat(DemoRun.RUN.exit()).isZero();
    List<String> more = new ArrayList<>(DemoRun.OPTIONS);
    more.add("--images");
    for (String name : List.of("umbrella", "bicycle", "jug", "house", "fish")) {
      more.add(DemoRun.IMAGES + "/" + name);
    }
    Path output = folder.resolve("output");
    try (OwnSpark own = OwnSpark.with(Map.of(Spark.MASTER, "local[1]"))) {
      Run run = Run.demo(DemoRun.IMAGES + "/mug", output, more.toArray(String[]::new));
      assertThat(run.errors()).isEmpty();
    }
    assertSameAsDemoRun(output);
  }

  /** The images of the demo run in an order that depends on the seed. */
  private static Dataset<Row> shuffled(int seed) {
    assertThat(DemoRun.RUN.exit()).isZero();
    List<Row> rows = new ArrayList<>();
    for (String name : Demo.CLASSES) {
      for (String image : Demo.names(DemoRun.IMAGES.resolve(name))) {
        Path file = DemoRun.IMAGES.resolve(name).resolve(image);
        rows.add(RowFactory.create("file:" + file, name, Demo.bytes(file)));
      }
    }
    Collections.shuffle(rows, new java.util.Random(seed));
    return Spark.session().createDataFrame(rows, COLUMNS);
  }

  private static void assertSameAsDemoRun(Path output) {
    for (String table : List.of("predictions", "explanations", "errors")) {
      assertThat(Spark.json(output, table)).isEqualTo(Spark.json(DemoRun.OUTPUT, table));
    }
  }
}
