package io.github.heatmill.job.session;

import io.github.heatmill.udf.HeatmillExtensions;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.internal.SessionState;

/** Registers Heatmill's SQL functions in sessions that were made without Heatmill's extensions. */
public final class SessionFunctions {
  private static final String ONE_OF_THEM = "heatmap_mean";

  private SessionFunctions() {}

  /** Adds the functions to a session that does not have them. */
  public static void register(SparkSession spark) {
    if (!spark.catalog().functionExists(ONE_OF_THEM)) {
      SparkSessionExtensions extensions = new SparkSessionExtensions();
      new HeatmillExtensions().apply(extensions);
      extensions.registerFunctions(state(spark).functionRegistry());
    }
  }

  /** Spark 4 has this method in a subclass, so that no single call compiles with all versions. */
  private static SessionState state(SparkSession spark) {
    try {
      return (SessionState) spark.getClass().getMethod("sessionState").invoke(spark);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("This Spark does not show the state of a session", e);
    }
  }
}
