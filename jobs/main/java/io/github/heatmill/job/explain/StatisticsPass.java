package io.github.heatmill.job.explain;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;

import io.github.heatmill.job.output.RunOutput;
import io.github.heatmill.job.output.StatisticsTable;
import io.github.heatmill.job.session.PassProgress;
import io.github.heatmill.job.session.ProgressListener;
import io.github.heatmill.job.session.ProgressListener.Pass;
import io.github.heatmill.job.trial.Sample;
import io.github.heatmill.model.evidence.ActivationStatistics;
import io.github.heatmill.udf.plugin.RunCounters;
import io.github.heatmill.udf.request.ExecutorRequest;
import io.github.heatmill.udf.summary.ActivationPartition;
import io.github.heatmill.udf.summary.StatisticsPartition;
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
 * Computes activation statistics from a sample of the images and writes the table {@code
 * statistics}. It is the first of two passes, for methods that need statistics.
 *
 * <p>The numbers depend, to the last bit, on nothing but the images: the sample is chosen by the
 * names of the images, and at each layer activations are added up in the order of the names.
 */
final class StatisticsPass {
  /** A file with the size of the sample, which is written last. */
  private static final String SAMPLED = RunOutput.STATE + "/sampled";

  private final SparkSession spark;
  private final ExecutorRequest explanation;
  private final RunOutput output;
  private final ProgressListener listener;

  /**
   * Activation statistics of a dataset.
   *
   * @param byLayer by the layer's path; empty if no method needs statistics
   * @param sampled the images that were chosen
   */
  record Statistics(Map<String, ActivationStatistics> byLayer, long sampled) {
    static Statistics none() {
      return new Statistics(Map.of(), 0);
    }

    /** The images of the sample that were used; the others failed. */
    long images() {
      return byLayer.values().stream().mapToLong(ActivationStatistics::images).max().orElse(0);
    }
  }

  StatisticsPass(
      SparkSession spark,
      ExecutorRequest explanation,
      RunOutput output,
      ProgressListener listener) {
    this.spark = spark;
    this.explanation = explanation;
    this.output = output;
    this.listener = listener;
  }

  /**
   * Runs the pass, unless the run has statistics already: the statistics of images that come later
   * would differ, and rows could not be compared.
   *
   * @param images rows of {@link io.github.heatmill.udf.image.InputImage#SCHEMA}
   * @throws IllegalArgumentException if none of the sampled images could be used
   */
  Statistics run(Supplier<Dataset<Row>> images) throws IOException {
    if (output.has(SAMPLED, hadoop())) {
      return new Statistics(
          StatisticsTable.read(spark, output),
          Long.parseLong(output.read(SAMPLED, hadoop()).strip()));
    }
    Sample sample = Sample.of(images.get(), explanation.spec().sizes().sample());
    write(sample);
    Map<String, ActivationStatistics> byLayer = StatisticsTable.read(spark, output);
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

  private void write(Sample sample) {
    RunCounters counters = RunCounters.of(spark.sparkContext());
    ActivationPartition activations =
        new ActivationPartition(explanation, new SerializableConfiguration(hadoop()), counters);
    Pass pass = new Pass("Pass 1 of 2, statistics: ", sample.size());
    PassProgress progress = PassProgress.start(listener, pass, counters);
    try {
      sample
          .images()
          .mapPartitions(activations, Encoders.row(Tables.ACTIVATIONS))
          .select(col("image"), explode(col("layers")).as("layer"))
          .select("image", "layer.*")
          .repartition(explanation.spec().layersWithStatistics().size(), col("layer"))
          // The values come last, so that two images of one name have an order.
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
