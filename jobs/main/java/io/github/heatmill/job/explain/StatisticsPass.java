package io.github.heatmill.job.explain;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;

import io.github.heatmill.job.console.Progress;
import io.github.heatmill.job.console.Progress.Pass;
import io.github.heatmill.job.output.RunOutput;
import io.github.heatmill.model.ActivationStatistics;
import io.github.heatmill.udf.plugin.RunCounters;
import io.github.heatmill.udf.request.ExecutorRequest;
import io.github.heatmill.udf.summary.ActivationPartition;
import io.github.heatmill.udf.summary.StatisticsPartition;
import io.github.heatmill.udf.summary.StatisticsRows;
import io.github.heatmill.udf.table.Tables;
import java.io.IOException;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/**
 * The first of two passes, where a method wants to know what is usual for a layer: looks at a
 * sample of the images and writes the table {@code statistics}.
 *
 * <p>To the last bit, its numbers depend on nothing but the images: the sample is chosen by the
 * images' names, and at each layer their activations are added up in the order of the names.
 */
final class StatisticsPass {
  /** Written last: the size of the sample. */
  private static final String SAMPLED = RunOutput.STATE + "/sampled";

  private final SparkSession spark;
  private final ExecutorRequest explanation;
  private final RunOutput output;

  StatisticsPass(SparkSession spark, ExecutorRequest explanation, RunOutput output) {
    this.spark = spark;
    this.explanation = explanation;
    this.output = output;
  }

  /**
   * Runs to the end, unless the run has statistics already: those of images that come later would
   * be others, and rows could not be compared.
   *
   * @param images rows of {@link io.github.heatmill.udf.image.InputImage#SCHEMA}
   * @throws IllegalArgumentException if none of the sampled images could be used
   */
  Statistics run(Supplier<Dataset<Row>> images) throws IOException {
    if (output.has(SAMPLED, hadoop())) {
      return new Statistics(read(), Long.parseLong(output.read(SAMPLED, hadoop()).strip()));
    }
    Sample sample = Sample.of(images.get(), explanation.spec().sizes().sample());
    write(sample);
    Map<String, ActivationStatistics> byLayer = read();
    if (byLayer.isEmpty()) {
      output.delete(RunOutput.STATISTICS, hadoop());
      throw new IllegalArgumentException(
          "No statistics of activations: all "
              + sample.size()
              + " sampled images failed"
              + " (methods that need none, such as grad-cam, tell why in the table errors)");
    }
    output.write(SAMPLED, sample.size() + "\n", hadoop());
    return new Statistics(byLayer, sample.size());
  }

  private Map<String, ActivationStatistics> read() {
    return StatisticsRows.byLayer(
        spark
            .read()
            .schema(Tables.STATISTICS)
            .parquet(output.path(RunOutput.STATISTICS))
            .collectAsList());
  }

  private void write(Sample sample) {
    RunCounters counters = RunCounters.of(spark.sparkContext());
    ActivationPartition activations =
        new ActivationPartition(explanation, new SerializableConfiguration(hadoop()), counters);
    Pass pass = new Pass("Pass 1 of 2, statistics: ", sample.size());
    Progress progress = Progress.start(System.err, pass, counters);
    try {
      sample
          .images()
          .mapPartitions(activations, Encoders.row(Tables.ACTIVATIONS))
          .select(col("image"), explode(col("layers")).as("layer"))
          .select("image", "layer.*")
          .repartition(explanation.spec().layersWithStatistics().size(), col("layer"))
          // The values last: two images of one name have an order then.
          .sortWithinPartitions("layer", "image", "values")
          .mapPartitions(new StatisticsPartition(), Encoders.row(Tables.STATISTICS))
          .write()
          .mode(SaveMode.Overwrite)
          .parquet(output.path(RunOutput.STATISTICS));
    } finally {
      progress.stop();
    }
  }

  private Configuration hadoop() {
    return spark.sparkContext().hadoopConfiguration();
  }
}
