package io.github.heatmill.job.explain;

import io.github.heatmill.job.output.PieceTables;
import io.github.heatmill.job.output.PieceTables.Origin;
import io.github.heatmill.job.output.RunOutput;
import io.github.heatmill.job.run.MapRun;
import io.github.heatmill.udf.maps.ExplainPartition;
import io.github.heatmill.udf.table.LiteralPath;
import io.github.heatmill.udf.table.Tables;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/**
 * Explains the pieces of a run and writes their parts of the tables. A pass over the images writes
 * one row for each image; the three tables are made from those rows, so that they cannot disagree.
 */
final class PieceExplainer {
  private final RunOutput output;
  private final PieceTables tables;
  private final Origin origin;
  private final ExplainPartition partition;
  private int done;
  private double seconds;

  /**
   * Prepares all pieces.
   *
   * @param partition the work of executors
   */
  PieceExplainer(MapRun run, ExplainPartition partition) {
    this.output = run.output();
    this.tables = new PieceTables(output);
    this.origin = run.origin();
    this.partition = partition;
  }

  /**
   * Explains one piece, or explains it again.
   *
   * @param images rows of {@link io.github.heatmill.udf.image.InputImage#SCHEMA}
   * @param piece the number of the piece
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
    tables.write(
        spark.read().schema(Tables.OUTCOME).parquet(LiteralPath.of(output.outcomes())),
        origin,
        piece);
    done++;
    seconds = (System.nanoTime() - start) / 1e9;
  }

  /** The number of pieces that were explained here. */
  int done() {
    return done;
  }

  /** The duration of the last piece. */
  double seconds() {
    return seconds;
  }
}
