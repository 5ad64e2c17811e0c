package io.github.heatmill.job;

import io.github.heatmill.udf.HeatmillExtensions;
import io.github.heatmill.udf.plugin.HeatmillPlugin;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/** The Spark session of a command. */
final class Session {
  private static final String EXTENSIONS = "spark.sql.extensions";
  private static final String PLUGINS = "spark.plugins";

  /**
   * Spark 4 would send the files of a session alone to the executors of its queries, and not those
   * of the context, such as the network; earlier ones do not know the setting.
   */
  private static final String ARTIFACT_ISOLATION = "spark.sql.artifact.isolation.enabled";

  private Session() {}

  /**
   * A session whose executors get the network, with the SQL functions and metrics beside what users
   * set.
   */
  static SparkSession open(String name) {
    return open(name, Map.of());
  }

  /** As {@link #open(String)}, with settings that go before those of the user. */
  static SparkSession open(String name, Map<String, String> settings) {
    SparkSession.Builder builder =
        SparkSession.builder()
            .appName(name)
            .config(ARTIFACT_ISOLATION, false)
            .config(EXTENSIONS, with(HeatmillExtensions.class, new SparkConf().get(EXTENSIONS, "")))
            .config(PLUGINS, with(HeatmillPlugin.class, new SparkConf().get(PLUGINS, "")));
    settings.forEach(builder::config);
    return builder.getOrCreate();
  }

  /** The user's extensions or plugins and ours, each once. */
  static String with(Class<?> ours, String given) {
    Stream<String> users = Arrays.stream(given.split(",")).map(String::strip);
    return Stream.concat(users, Stream.of(ours.getName()))
        .filter(name -> !name.isEmpty())
        .distinct()
        .collect(Collectors.joining(","));
  }
}
