package io.github.heatmill.job.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.job.output.RunOutput;
import io.github.heatmill.job.support.Demo;
import io.github.heatmill.job.support.Run;
import io.github.heatmill.job.support.Spark;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Metrics and chance are those of an image, whatever shares its batch and its partition. */
class MetricPartitionsTest {
  private static final StructType COLUMNS =
      new StructType().add("path", DataTypes.StringType).add("content", DataTypes.BinaryType);
  private static final String[] METRICS = {
    "--methods",
    "grad-cam",
    "--metrics",
    "deletion:steps=4,road,average_drop,energy_pointing_game,coherency",
    "--curves",
    "--annotations",
    "voc:" + Demo.FOLDER.resolve("annotations")
  };

  @TempDir static Path folder;
  private static List<String> expected;

  /** Six images in batches of four. */
  @BeforeAll
  static void explain() {
    expected = explained(1, Demo.CLASSES);
    assertThat(expected)
        .hasSize(6)
        // Both as metric and as chance.
        .allMatch(row -> row.split("\"road_morf\":").length > 2);
  }

  @Test
  void numbersDoNotDependOnThePartitions() {
    assertThat(explained(3, Demo.CLASSES)).isEqualTo(expected);
  }

  @Test
  @Tag("exhaustive") // The test of partitions also changes the neighbours.
  void numbersDoNotDependOnTheNeighboursInABatch() {
    List<String> others = List.of("umbrella", "fish", "mug", "jug", "bicycle", "house");

    assertThat(explained(1, others)).isEqualTo(expected);
  }

  private static List<String> explained(int partitions, List<String> classes) {
    List<Row> rows =
        classes.stream()
            .map(name -> Demo.image(name, 1))
            .map(file -> RowFactory.create(file.toString(), Demo.bytes(file)))
            .toList();
    Dataset<Row> pictures = Spark.session().createDataFrame(rows, COLUMNS);
    // Merging partitions keeps the order, which says who shares a batch.
    Dataset<Row> spread = partitions == 1 ? pictures.coalesce(1) : pictures.repartition(partitions);
    spread.createOrReplaceTempView("pictures");
    Path output = folder.resolve("output-" + System.nanoTime());
    assertThat(Run.demoTable("pictures", output, METRICS).errors()).isEmpty();
    return Spark.json(output, RunOutput.EXPLANATIONS);
  }
}
