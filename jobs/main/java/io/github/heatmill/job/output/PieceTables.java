package io.github.heatmill.job.output;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;

import io.github.heatmill.image.Preprocessing;
import io.github.heatmill.udf.table.InputFrame;
import io.github.heatmill.udf.table.LiteralPath;
import io.github.heatmill.udf.table.Tables;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Writes the tables of a run. Each piece has its own partition, and a piece that is written again
 * replaces its partition, so a run may be cut off at any point.
 *
 * @param output the folder of the tables
 */
public record PieceTables(RunOutput output) {
  /** The columns of {@link Tables#EXPLANATIONS}, in an outcome and in one of its maps. */
  private static final String[] EXPLAINED =
      Arrays.stream(Tables.EXPLANATIONS.fieldNames())
          .map(
              name ->
                  List.of(Tables.MAP.fieldNames()).contains(name)
                      ? "map." + name
                      : List.of(Tables.OUTCOME.fieldNames()).contains(name) || name.equals("model")
                          ? name
                          : "prediction." + name)
          .toArray(String[]::new);

  /** The column that Spark makes from the names of partitions. */
  public static final String PIECE = "piece";

  /**
   * The network that explained a piece, as its rows name it.
   *
   * @param model the name of the network
   * @param input the preprocessing of the images
   */
  public record Origin(String model, Preprocessing input) {}

  /** Reads a table without the column of the piece. */
  public static Dataset<Row> read(SparkSession spark, String path) {
    return spark.read().parquet(LiteralPath.of(path)).drop(PIECE);
  }

  /** As {@link #read(SparkSession, String)}, with columns that an older table may lack. */
  public static Dataset<Row> read(SparkSession spark, String path, StructType schema) {
    return spark.read().schema(schema).parquet(LiteralPath.of(path)).drop(PIECE);
  }

  /** The images of a table, which has no file yet if its first piece was cut off. */
  public static Dataset<Row> names(SparkSession spark, String path) {
    return read(spark, path, new StructType().add("image", DataTypes.StringType));
  }

  /** The place of a piece of a table. */
  private String path(String table, long piece) {
    return output.path(table) + "/" + PIECE + "=" + piece;
  }

  /**
   * Writes a piece of all three tables at the same time, since Spark's preparation takes longer
   * than the tasks.
   *
   * @param outcomes rows of {@link Tables#OUTCOME}, which are read three times
   */
  public void write(Dataset<Row> outcomes, Origin origin, long piece) {
    Dataset<Row> whole = outcomes.where("error IS NULL").withColumn("model", lit(origin.model()));
    Dataset<Row> explanations = whole.withColumn("map", explode(col("maps"))).selectExpr(EXPLAINED);
    Dataset<Row> errors = outcomes.where("error IS NOT NULL").selectExpr("image", "error.*");
    ParallelWrites.run(
        () ->
            write(
                whole.selectExpr(
                    "image",
                    "prediction.*",
                    "model",
                    "top AS top_k",
                    "predicted_labels",
                    "targets"),
                path(RunOutput.PREDICTIONS, piece)),
        () ->
            write(InputFrame.on(explanations, origin.input()), path(RunOutput.EXPLANATIONS, piece)),
        () -> write(errors, path(RunOutput.ERRORS, piece)));
  }

  /** Creates the tables to which no piece has added a row. */
  public void complete(SparkSession spark, Origin origin, Configuration hadoop) throws IOException {
    for (String table : RunOutput.TABLES) {
      if (!output.has(table, hadoop)) {
        write(spark.createDataFrame(List.of(), Tables.OUTCOME), origin, 0);
        return;
      }
    }
  }

  /** Writes a table as a single piece. */
  public static void writeWhole(Dataset<Row> table, String path) {
    write(table, path + "/" + PIECE + "=0");
  }

  private static void write(Dataset<Row> table, String path) {
    table.sortWithinPartitions("image").write().mode(SaveMode.Overwrite).parquet(path);
  }
}
