package io.github.heatmill.job.sql.format;

import java.io.IOException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A format in which the result of a query is written. */
public interface QueryFormat {

  /** The name that users write, which is also the ending of files in this format. */
  String id();

  /**
   * Whether programs read it. Then all rows are written, and a file holds one result only; people
   * get the first {@link QueryFormats#MOST_ROWS} rows on the terminal.
   */
  boolean isForPrograms();

  /**
   * Writes the result of a query that has columns.
   *
   * @param most the largest number of rows
   */
  void write(Dataset<Row> query, int most, Appendable out) throws IOException;
}
