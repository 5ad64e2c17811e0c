package io.github.heatmill.job;

import io.github.heatmill.udf.HeatmillExtensions;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/** The Spark session of a command. */
final class Session {
  private static final String EXTENSIONS = "spark.sql.extensions";

  /**
   * Spark 4 would send the files of a session alone to the executors of its queries, and not those
   * of the context, such as the network; earlier ones do not know the setting.
   */
  private static final String ARTIFACT_ISOLATION = "spark.sql.artifact.isolation.enabled";

  private Session() {}

  /** A session whose executors get the network, with the SQL functions beside what users set. */
  static SparkSession open(String name) {
    return SparkSession.builder()
        .appName(name)
        .config(ARTIFACT_ISOLATION, false)
        .config(EXTENSIONS, extensions(new SparkConf().get(EXTENSIONS, "")))
        .getOrCreate();
  }

  /** The user's extensions and ours, each once. */
  static String extensions(String given) {
    Stream<String> users = Arrays.stream(given.split(",")).map(String::strip);
    return Stream.concat(users, Stream.of(HeatmillExtensions.class.getName()))
        .filter(extension -> !extension.isEmpty())
        .distinct()
        .collect(Collectors.joining(","));
  }
}
