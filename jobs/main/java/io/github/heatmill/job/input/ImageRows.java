package io.github.heatmill.job.input;

import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Images that are rows of a table.
 *
 * @param table which one
 */
public record ImageRows(TableChoice table) implements ImageSource {
  /** A stream's piece is a number of files: enough for all cores, and not too many pieces. */
  private static final int FILES_PER_CORE = 2;

  private static final int MOST_PIECES = 200;

  @Override
  public String description() {
    return table.name();
  }

  @Override
  public Dataset<Row> images(SparkSession spark, int batch) {
    return ImageTable.read(spark, table);
  }

  /** What Iceberg knows of the table's past; empty for other tables. */
  public Optional<IcebergHistory> history(SparkSession spark) {
    return IcebergHistory.of(spark, table);
  }

  /** The same images in pieces; empty where Spark cannot tell which rows it has read before. */
  public Optional<Dataset<Row>> stream(SparkSession spark) {
    int cores = spark.sparkContext().defaultParallelism();
    int files = ImageTable.read(spark, table).inputFiles().length;
    int piece = Math.max(cores * FILES_PER_CORE, files / MOST_PIECES);
    return ImageTable.stream(spark, table, piece);
  }
}
