package io.github.heatmill.job.support;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.SparkContext$;
import org.apache.spark.SparkEnv;
import org.apache.spark.sql.SparkSession;

/**
 * Hides the session that tests share until this is closed. A command then starts Spark by itself,
 * with these settings, and stops it when it ends, as it does for users. The shared session is the
 * same as before when it comes back.
 */
public final class OwnSpark implements AutoCloseable {
  private final Map<String, Optional<String>> before = new HashMap<>();
  private final Optional<SparkSession> shared;
  private final SparkEnv environment;

  private OwnSpark(Map<String, String> settings) {
    Spark.settle();
    shared = Spark.hide();
    environment = SparkEnv.get();
    SparkContext$.MODULE$.clearActiveContext();
    SparkSession.clearActiveSession();
    SparkSession.clearDefaultSession();
    SparkEnv.set(null);
    settings.forEach(
        (key, value) ->
            before.put(
                key,
                Optional.ofNullable(System.getProperties().put(key, value)).map(String::valueOf)));
  }

  /** As Spark's properties file would set them. */
  public static OwnSpark with(Map<String, String> settings) {
    return new OwnSpark(settings);
  }

  @Override
  public void close() {
    Spark.show(shared);
    before.forEach(
        (key, value) ->
            value.ifPresentOrElse(
                old -> System.setProperty(key, old), () -> System.clearProperty(key)));
    shared.ifPresent(this::activate);
  }

  private void activate(SparkSession session) {
    SparkEnv.set(environment);
    SparkContext$.MODULE$.setActiveContext(session.sparkContext());
    SparkSession.setDefaultSession(session);
  }
}
