package io.github.heatmill.job.explain;

import io.github.heatmill.job.output.PieceTables;
import io.github.heatmill.job.output.RunOutput;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;

/**
 * How many images have an outcome.
 *
 * @param images in the tables, whether or not the run is complete
 */
record RunCounts(long images) {

  static RunCounts of(SparkSession spark, RunOutput output) throws IOException {
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    long images = 0;
    for (String table : List.of(RunOutput.PREDICTIONS, RunOutput.ERRORS)) {
      images +=
          output.has(table, hadoop) ? PieceTables.names(spark, output.path(table)).count() : 0;
    }
    return new RunCounts(images);
  }
}
