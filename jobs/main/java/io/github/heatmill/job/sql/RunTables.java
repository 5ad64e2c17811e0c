package io.github.heatmill.job.sql;

import io.github.heatmill.job.finished.FinishedRun;
import io.github.heatmill.job.output.PieceTables;
import io.github.heatmill.job.output.RunOutput;
import io.github.heatmill.job.session.SessionFunctions;
import io.github.heatmill.udf.table.InputFrame;
import io.github.heatmill.udf.table.Tables;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Opens the tables of a finished run as temporary views with their names. */
public final class RunTables {
  private final SparkSession spark;
  private final String folder;
  private final Configuration hadoop;

  public RunTables(SparkSession spark, String folder) {
    this.spark = spark;
    this.folder = folder;
    this.hadoop = spark.sparkContext().hadoopConfiguration();
  }

  /**
   * Opens the tables of the run, and all {@link RunView}s over them.
   *
   * @return the names of the tables and views
   */
  public List<String> open() throws IOException {
    return open(RunView.values()[RunView.values().length - 1]);
  }

  /**
   * As {@link #open()}, with the views up to one of them, for jobs that ask no other.
   *
   * @param last the last view, which may use those before it
   */
  public List<String> open(RunView last) throws IOException {
    SessionFunctions.register(spark);
    FileSystem files = new Path(folder).getFileSystem(hadoop);
    List<String> names = new ArrayList<>();
    for (String table : RunOutput.ALL_TABLES) {
      if (files.exists(new Path(folder, table))) {
        names.add(table);
        if (!table.equals(RunOutput.EXPLANATIONS)) {
          (table.equals(RunOutput.PREDICTIONS) ? stored(table, Tables.PREDICTIONS) : stored(table))
              .createOrReplaceTempView(table);
        }
      }
    }
    if (names.contains(RunOutput.EXPLANATIONS)) {
      FinishedRun run = FinishedRun.read(folder, hadoop);
      explanations(run).createOrReplaceTempView(RunOutput.EXPLANATIONS);
      if (!names.contains(RunOutput.PREDICTIONS)) {
        spark
            .createDataFrame(List.of(), Tables.PREDICTIONS)
            .createOrReplaceTempView(RunOutput.PREDICTIONS);
      }
      names.addAll(RunView.open(spark, run, last));
    }
    return names;
  }

  private Dataset<Row> stored(String table) {
    return PieceTables.read(spark, new Path(folder, table).toString());
  }

  /** A table with all columns of this version, which are null in older runs, and all others. */
  private Dataset<Row> stored(String table, StructType known) {
    StructType schema = merged(known, stored(table).schema());
    return PieceTables.read(spark, new Path(folder, table).toString(), schema);
  }

  private Dataset<Row> explanations(FinishedRun run) {
    // Reading with a schema loses the metadata of the columns.
    return InputFrame.on(
        stored(RunOutput.EXPLANATIONS, Tables.EXPLANATIONS), run.card().preprocessing());
  }

  /** The fields of the first schema, and then those that only the second has; structs likewise. */
  static StructType merged(StructType first, StructType second) {
    StructType merged = new StructType();
    List<String> known = List.of(first.fieldNames());
    for (StructField field : first.fields()) {
      boolean nested =
          field.dataType() instanceof StructType
              && List.of(second.fieldNames()).contains(field.name())
              && second.apply(field.name()).dataType() instanceof StructType;
      merged =
          merged.add(
              field.name(),
              nested
                  ? merged(
                      (StructType) field.dataType(),
                      (StructType) second.apply(field.name()).dataType())
                  : field.dataType());
    }
    for (StructField field : second.fields()) {
      merged = known.contains(field.name()) ? merged : merged.add(field);
    }
    return merged;
  }
}
