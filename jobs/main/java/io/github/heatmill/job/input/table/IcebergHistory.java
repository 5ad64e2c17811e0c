package io.github.heatmill.job.input.table;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;

import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The snapshots of an Iceberg table. A stream of the table begins with the oldest snapshot that is
 * kept, and returns the rows that each snapshot added. Rows that were added before are missing, and
 * changed or deleted rows end the stream.
 *
 * @param snapshots the snapshots that are kept, as Iceberg lists them
 */
public record IcebergHistory(Dataset<Row> snapshots) {
  private static final String FORMAT = "iceberg";

  /** Operations that change no row: adding rows, and rewriting files. */
  private static final Object[] KEEPING = {"append", "replace"};

  /** The history of a table; empty if it is no Iceberg table, and for several tables. */
  public static Optional<IcebergHistory> of(SparkSession spark, TableChoice choice) {
    return choice.names().size() > 1 ? Optional.empty() : of(spark, choice.tables().get(0));
  }

  private static Optional<IcebergHistory> of(SparkSession spark, NamedTable table) {
    if (table.isUri() && !table.format().equalsIgnoreCase(FORMAT)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new IcebergHistory(
              table.isUri()
                  ? spark.read().format(FORMAT).load(table.name() + "#snapshots")
                  : spark.table(qualified(spark, table.name()) + ".snapshots")));
    } catch (Exception e) { // Spark throws a checked exception that it does not declare.
      return Optional.empty();
    }
  }

  /** Adds the database, since Iceberg takes a single name for a database. */
  private static String qualified(SparkSession spark, String name) {
    boolean alone = !name.replaceAll("`[^`]*`", "").contains(".");
    return alone ? spark.catalog().currentDatabase() + "." + name : name;
  }

  /** Whether a stream returns every row of the table, and no other. */
  public boolean isWhole() {
    return !hasChanges()
        && (snapshots.isEmpty() || !snapshots.where(col("parent_id").isNull()).isEmpty());
  }

  /** Whether rows were changed or deleted. */
  public boolean hasChanges() {
    return !snapshots.where(not(col("operation").isin(KEEPING))).isEmpty();
  }
}
