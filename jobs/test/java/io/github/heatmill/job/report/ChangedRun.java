package io.github.heatmill.job.report;

import io.github.heatmill.job.output.RunOutput;
import io.github.heatmill.job.support.MeasuredDemo;
import io.github.heatmill.job.support.Spark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Runs made of the tables of one over six of the demo's pictures. */
final class ChangedRun {
  private ChangedRun() {}

  /** A run whose explanations are other ones, without its table summary. */
  static Path of(Path folder, UnaryOperator<Dataset<Row>> change) throws IOException {
    write(change, RunOutput.EXPLANATIONS, folder);
    write(UnaryOperator.identity(), RunOutput.PREDICTIONS, folder);
    write(UnaryOperator.identity(), RunOutput.ERRORS, folder);
    Files.copy(
        MeasuredDemo.AT_ONCE.resolve(RunOutput.MANIFEST), folder.resolve(RunOutput.MANIFEST));
    return folder;
  }

  /** Writes a table of the run as it is, or changed. */
  static void write(UnaryOperator<Dataset<Row>> change, String table, Path folder) {
    String original = MeasuredDemo.AT_ONCE.resolve(table).toString();
    Dataset<Row> rows = Spark.session().read().parquet(original).drop("piece");
    change
        .apply(rows)
        .coalesce(1)
        .write()
        .mode("overwrite")
        .parquet(folder.resolve(table).toString());
  }
}
