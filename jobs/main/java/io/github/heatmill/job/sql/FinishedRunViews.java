package io.github.heatmill.job.sql;

import io.github.heatmill.job.finished.FinishedRun;
import io.github.heatmill.job.session.Session;
import java.io.IOException;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The tables of a finished run and the {@link RunView}s over them, in a session of their own.
 * Closing this drops them. Datasets that were taken before stay usable.
 */
public final class FinishedRunViews implements AutoCloseable {
  private final Session session;
  private final List<String> names;

  private FinishedRunViews(Session session, List<String> names) {
    this.session = session;
    this.names = List.copyOf(names);
  }

  /**
   * Opens a run in a session, which is closed with the result.
   *
   * @param output the output folder of the run
   * @throws IllegalArgumentException if the folder holds no finished run
   */
  public static FinishedRunViews open(Session session, String output) throws IOException {
    try {
      FinishedRun.manifest(output, session.spark().sparkContext().hadoopConfiguration());
      return new FinishedRunViews(session, new RunTables(session.spark(), output).open());
    } catch (IOException | RuntimeException e) {
      session.close();
      throw e;
    }
  }

  /** The names of the tables that the run has, and of the views. */
  public List<String> names() {
    return names;
  }

  /** A table or view, by its name. */
  public Dataset<Row> table(String name) {
    return session.spark().table(name);
  }

  /** The result of a query over the tables and views. */
  public Dataset<Row> sql(String query) {
    return session.spark().sql(query);
  }

  @Override
  public void close() {
    session.close();
  }
}
