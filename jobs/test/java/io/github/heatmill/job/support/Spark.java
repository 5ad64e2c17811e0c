package io.github.heatmill.job.support;

import io.github.heatmill.job.output.PieceTables;
import io.github.heatmill.job.session.Session;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The Spark session that all tests of this JVM share, opened as commands open theirs. */
public final class Spark {
  public static final String MASTER = "spark.master";
  public static final String PARALLELISM = "spark.default.parallelism";

  /**
   * Queries over a few rows take much less time if no code is generated and compiled for them. It
   * is generated in the tests of the SQL functions, in Spark's SQL shell, and in all processes of
   * clusters.
   */
  private static final Map<String, String> INTERPRETED =
      Map.of(
          "spark.sql.codegen.wholeStage", "false", "spark.sql.codegen.factoryMode", "NO_CODEGEN");

  private static Optional<SparkSession> current = Optional.empty();
  private static boolean hidden;

  private Spark() {}

  /** What spark-submit would have read from its properties file; given settings stay. */
  static void settle() {
    Map.of(
            MASTER,
            "local[2]",
            "spark.ui.enabled",
            "false",
            "spark.driver.host",
            "127.0.0.1",
            "spark.sql.shuffle.partitions",
            "2",
            // Progress is seen by heartbeats.
            "spark.executor.heartbeatInterval",
            "1s",
            // Generated code of all tests; else it is compiled again when it comes again.
            "spark.sql.codegen.cache.maxEntries",
            "10000")
        .forEach(System.getProperties()::putIfAbsent);
    INTERPRETED.forEach(System.getProperties()::putIfAbsent);
  }

  /** The session; it stays open until the JVM ends. */
  public static synchronized SparkSession session() {
    if (current.isEmpty()) {
      settle();
      current = Optional.of(Session.open("heatmill tests").spark());
    }
    return current.get();
  }

  /** A session beside the shared one, for a test that makes views. */
  public static SparkSession beside() {
    return session().newSession();
  }

  /** Opens the session for a command, unless the command is to start Spark by itself. */
  static void share() {
    if (!hidden) {
      session();
    }
  }

  /** Forgets the session until {@link #show}; gives it. */
  static synchronized Optional<SparkSession> hide() {
    Optional<SparkSession> shared = current;
    current = Optional.empty();
    hidden = true;
    return shared;
  }

  /** Takes back {@link #hide}; stops a session that was opened since. */
  static synchronized void show(Optional<SparkSession> shared) {
    current.ifPresent(SparkSession::stop);
    current = shared;
    hidden = false;
  }

  /** A table of a run, without its pieces. */
  public static Dataset<Row> table(Path output, String name) {
    return PieceTables.read(session(), output.resolve(name).toString());
  }

  /** All columns of a table as text, heatmaps included, in an order that any partitioning has. */
  public static List<String> json(Path output, String name) {
    return table(output, name).toJSON().collectAsList().stream()
        .sorted(Comparator.naturalOrder())
        .toList();
  }
}
