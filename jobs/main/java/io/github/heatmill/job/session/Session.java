package io.github.heatmill.job.session;

import io.github.heatmill.udf.HeatmillExtensions;
import io.github.heatmill.udf.plugin.CrashPlugin;
import io.github.heatmill.udf.plugin.HeatmillPlugin;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/** The Spark session of a command. */
public final class Session {
  private static final String EXTENSIONS = "spark.sql.extensions";
  private static final String PLUGINS = "spark.plugins";
  private static final String EXECUTOR_GPUS = "spark.executor.resource.gpu.amount";
  private static final String TASK_GPUS = "spark.task.resource.gpu.amount";

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
  public static SparkSession open(String name) {
    return open(name, Map.of());
  }

  /** As {@link #open(String)}, with settings that go before those of the user. */
  public static SparkSession open(String name, Map<String, String> settings) {
    SparkConf conf = new SparkConf();
    settings.forEach(conf::set);
    expectTasksWithGpus(conf);
    SparkSession.Builder builder =
        SparkSession.builder()
            .appName(name)
            .config(ARTIFACT_ISOLATION, false)
            .config(EXTENSIONS, with(conf.get(EXTENSIONS, ""), HeatmillExtensions.class))
            .config(PLUGINS, with(conf.get(PLUGINS, ""), HeatmillPlugin.class, CrashPlugin.class));
    settings.forEach(builder::config);
    return builder.getOrCreate();
  }

  /** Spark would leave GPUs idle for which no task asks, and the run would be one of CPUs. */
  private static void expectTasksWithGpus(SparkConf conf) {
    String executors = conf.get(EXECUTOR_GPUS, "0");
    if (!executors.equals("0") && !conf.contains(TASK_GPUS)) {
      throw new IllegalArgumentException(
          "Missing "
              + TASK_GPUS
              + " with "
              + EXECUTOR_GPUS
              + "="
              + executors
              + " (must be 1, or less where tasks share a GPU, such as 0.25)");
    }
  }

  /** The user's extensions or plugins and ours, each once. */
  public static String with(String given, Class<?>... ours) {
    Stream<String> users = Arrays.stream(given.split(",")).map(String::strip);
    return Stream.concat(users, Stream.of(ours).map(Class::getName))
        .filter(name -> !name.isEmpty())
        .distinct()
        .collect(Collectors.joining(","));
  }
}
