package io.github.heatmill.job.explain;

import io.github.heatmill.job.explain.outcome.TableCounts;
import io.github.heatmill.job.input.ImageSource;
import io.github.heatmill.job.input.table.IcebergHistory;
import io.github.heatmill.job.output.RunOutput;
import io.github.heatmill.job.run.MapRun;
import java.io.IOException;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Explains the rows of a table that are not explained yet: piece by piece where Spark streams such
 * tables, otherwise all at once.
 */
final class NewRows {
  private final SparkSession spark;
  private final MapRun run;
  private final ImageSource.Table rows;

  NewRows(SparkSession spark, MapRun run, ImageSource.Table rows) {
    this.spark = spark;
    this.run = run;
    this.rows = rows;
  }

  void explain(PieceExplainer explainer) throws IOException {
    Optional<IcebergHistory> iceberg = rows.history(spark);
    PieceStream stream = new PieceStream(run.output());
    Optional<Dataset<Row>> pieces = isStreamed(iceberg) ? rows.stream(spark) : Optional.empty();
    if (pieces.isPresent() && iceberg.isPresent()) {
      stream.runUntilIdle(pieces.get(), explainer::explain);
    } else if (pieces.isPresent()) {
      stream.run(pieces.get(), explainer::explain);
    } else {
      explainAtOnce(explainer);
    }
  }

  private boolean isStreamed(Optional<IcebergHistory> iceberg) throws IOException {
    if (!has(RunOutput.CHECKPOINT)) {
      return iceberg.stream().allMatch(IcebergHistory::isWhole);
    }
    if (iceberg.stream().anyMatch(IcebergHistory::hasChanges)) {
      throw new IllegalArgumentException(
          "Rows were changed or deleted: "
              + rows.description()
              + " (a run goes on where rows were added; --overwrite explains the table anew)");
    }
    return true;
  }

  private void explainAtOnce(PieceExplainer explainer) throws IOException {
    if (has(RunOutput.CHECKPOINT)) { // Its first pieces are there and would be written twice.
      throw new IllegalStateException("Table cannot be streamed any more: " + rows.description());
    }
    Dataset<Row> images = rows.images(spark, run.work().sizes().batch());
    if (!has(RunOutput.MANIFEST)) {
      explainer.explain(images, 0);
    } else if (images.count() > TableCounts.images(spark, run.output())) {
      throw new IllegalArgumentException(
          "Rows were added: "
              + rows.description()
              + " (which of them are new, this table does not tell;"
              + " --overwrite explains it anew)");
    }
  }

  private boolean has(String name) throws IOException {
    return run.output().has(name, spark.sparkContext().hadoopConfiguration());
  }
}
