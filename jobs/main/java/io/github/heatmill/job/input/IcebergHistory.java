package io.github.heatmill.job.input;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;

import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What a table of Iceberg knows of its past. Its stream begins with the oldest snapshot that is
 * kept, and gives what each snapshot added: what was added before would never come, and rows that
 * were changed or deleted would end the stream.
 *
 * @param snapshots those that are kept, as Iceberg lists them
 */
public record IcebergHistory(Dataset<Row> snapshots) {
  private static final String FORMAT = "iceberg";

  /** What leaves rows as they are: adding others, and putting them into other files. */
  private static final Object[] KEEPING = {"append", "replace"};

  /** That of a table; empty if it is not one of Iceberg. */
  static Optional<IcebergHistory> of(SparkSession spark, TableChoice table) {
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

  /** A name alone would be taken for that of a database. */
  private static String qualified(SparkSession spark, String name) {
    boolean alone = !name.replaceAll("`[^`]*`", "").contains(".");
    return alone ? spark.catalog().currentDatabase() + "." + name : name;
  }

  /** Whether the stream gives every row of the table, and no other. */
  public boolean isWhole() {
    return !hasChanges()
        && (snapshots.isEmpty() || !snapshots.where(col("parent_id").isNull()).isEmpty());
  }

  /** Whether rows were changed or deleted. */
  public boolean hasChanges() {
    return !snapshots.where(not(col("operation").isin(KEEPING))).isEmpty();
  }
}
