package io.github.heatmill.job.output;

import static org.apache.spark.sql.functions.broadcast;

import io.github.heatmill.udf.table.LiteralPath;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/**
 * Images that failed and are tried again. They form a piece with a negative number, since Spark's
 * streaming numbers the other pieces from 0. Their names are written first, so that a try that was
 * cut off can be repeated.
 *
 * @param output the folder of the run
 * @param piece the number of the piece
 */
public record RetriedErrors(RunOutput output, long piece) {
  private static final String NAMES = RunOutput.STATE + "/retried";

  /** A file with the number of the piece, which exists while images are tried again. */
  private static final String PENDING = RunOutput.STATE + "/retry";

  /** The images of a try that was cut off. */
  public static Optional<RetriedErrors> pending(RunOutput output, Configuration hadoop)
      throws IOException {
    if (!output.has(PENDING, hadoop)) {
      return Optional.empty();
    }
    if (!output.has(RunOutput.ERRORS, hadoop)) {
      output.rename(RunOutput.NEW_ERRORS, RunOutput.ERRORS, hadoop);
    }
    return Optional.of(
        new RetriedErrors(output, Long.parseLong(output.read(PENDING, hadoop).strip())));
  }

  /** All images that failed so far; empty if there is none. */
  public static Optional<RetriedErrors> ofAll(RunOutput output, SparkSession spark)
      throws IOException {
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    if (!output.has(RunOutput.ERRORS, hadoop)) {
      return Optional.empty();
    }
    Dataset<Row> names = PieceTables.names(spark, output.path(RunOutput.ERRORS)).distinct();
    if (names.isEmpty()) {
      return Optional.empty();
    }
    names.write().mode(SaveMode.Overwrite).parquet(output.path(NAMES));
    RetriedErrors retried = new RetriedErrors(output, -1 - earlier(output, hadoop));
    output.write(PENDING, retried.piece + "\n", hadoop);
    return Optional.of(retried);
  }

  private static long earlier(RunOutput output, Configuration hadoop) throws IOException {
    Path predictions = new Path(output.path(RunOutput.PREDICTIONS));
    FileSystem files = predictions.getFileSystem(hadoop);
    return Stream.of(files.listStatus(predictions))
        .map(FileStatus::getPath)
        .filter(path -> path.getName().startsWith(PieceTables.PIECE + "=-"))
        .count();
  }

  /**
   * The rows of the images that are tried again.
   *
   * @param name the column that names the image
   */
  public Dataset<Row> among(Dataset<Row> rows, String name) {
    return rows.join(broadcast(names(rows.sparkSession(), name)), new String[] {name}, "left_semi");
  }

  /** Replaces the earlier errors of these images, after their piece is written. */
  public void finish(SparkSession spark) throws IOException {
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    Dataset<Row> errors = spark.read().parquet(LiteralPath.of(output.path(RunOutput.ERRORS)));
    Dataset<Row> others =
        errors
            .where(PieceTables.PIECE + " <> " + piece)
            .join(broadcast(names(spark, "image")), new String[] {"image"}, "left_anti");
    Dataset<Row> all = errors.where(PieceTables.PIECE + " = " + piece).unionByName(others);
    PieceTables.writeWhole(all.drop(PieceTables.PIECE), output.path(RunOutput.NEW_ERRORS));
    output.delete(RunOutput.ERRORS, hadoop);
    output.rename(RunOutput.NEW_ERRORS, RunOutput.ERRORS, hadoop);
    output.delete(PENDING, hadoop);
    output.delete(NAMES, hadoop);
  }

  /** The number of images. */
  public long count(SparkSession spark) {
    return names(spark, "image").count();
  }

  private Dataset<Row> names(SparkSession spark, String as) {
    return spark.read().parquet(LiteralPath.of(output.path(NAMES))).withColumnRenamed("image", as);
  }
}
