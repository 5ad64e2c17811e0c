package io.github.heatmill.job.explain;

import io.github.heatmill.job.output.PieceTables;
import io.github.heatmill.job.output.PieceTables.Explained;
import io.github.heatmill.job.output.RunOutput;
import io.github.heatmill.udf.maps.ExplainPartition;
import io.github.heatmill.udf.table.Tables;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/**
 * Explains a piece of a run and writes its part of the tables. A pass over the images writes one
 * row each; the three tables are cut from those rows, so that they cannot disagree.
 */
final class PieceExplainer {
  private final RunOutput output;
  private final PieceTables tables;
  private final Explained explained;
  private final ExplainPartition partition;
  private int done;
  private double seconds;

  /**
   * Prepares all pieces.
   *
   * @param partition what executors do
   */
  PieceExplainer(ExplainPlan plan, ExplainPartition partition) {
    this.output = plan.output();
    this.tables = new PieceTables(output);
    this.explained = plan.explained();
    this.partition = partition;
  }

  /**
   * Explains one piece, or explains it again.
   *
   * @param images rows of {@link io.github.heatmill.udf.image.InputImage#SCHEMA}
   * @param piece its number
   */
  void explain(Dataset<Row> images, long piece) throws IOException {
    long start = System.nanoTime();
    SparkSession spark = images.sparkSession();
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    output.delete(RunOutput.MANIFEST, hadoop); // From here on the run is not complete.
    spark.sparkContext().setJobDescription("Heatmill: explain piece " + piece);
    images
        .mapPartitions(partition, Encoders.row(Tables.OUTCOME))
        .write()
        .mode(SaveMode.Overwrite)
        .parquet(output.outcomes());
    spark.sparkContext().setJobDescription("Heatmill: write piece " + piece);
    tables.write(spark.read().schema(Tables.OUTCOME).parquet(output.outcomes()), explained, piece);
    done++;
    seconds = (System.nanoTime() - start) / 1e9;
  }

  /** The number of pieces that were explained here. */
  int done() {
    return done;
  }

  /** What the last piece took. */
  double seconds() {
    return seconds;
  }
}
