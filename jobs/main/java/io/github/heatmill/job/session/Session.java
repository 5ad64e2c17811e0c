package io.github.heatmill.job.session;

import io.github.heatmill.udf.HeatmillExtensions;
import io.github.heatmill.udf.plugin.CrashPlugin;
import io.github.heatmill.udf.plugin.HeatmillPlugin;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext$;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The Spark session of a command. Where a Spark context is active already, such as in a notebook,
 * this is a copy of the session there, and closing it leaves that session as it was. Elsewhere this
 * starts Spark, and closing it stops Spark.
 */
public final class Session implements AutoCloseable {
  private static final String EXTENSIONS = "spark.sql.extensions";
  private static final String PLUGINS = "spark.plugins";
  private static final String EXECUTOR_GPUS = "spark.executor.resource.gpu.amount";
  private static final String TASK_GPUS = "spark.task.resource.gpu.amount";

  /**
   * Spark 4 would send the files of a session alone to the executors of its queries, and not those
   * of the context, such as the network; earlier ones do not know the setting.
   */
  private static final String ARTIFACT_ISOLATION = "spark.sql.artifact.isolation.enabled";

  /** Lists the views of a session; those that belong to it alone have no namespace. */
  private static final String VIEWS = "SHOW VIEWS IN spark_catalog.global_temp";

  private final SparkSession spark;

  /** The session of which this one is a copy, where Spark ran already. */
  private final Optional<SparkSession> user;

  private Session(SparkSession spark, Optional<SparkSession> user) {
    this.spark = spark;
    this.user = user;
  }

  /**
   * Opens a session. Where this starts Spark, executors get the network, and the session has the
   * SQL functions and metrics beside what users set.
   */
  public static Session open(String name) {
    return open(name, Map.of());
  }

  /**
   * As {@link #open(String)}. The settings go before those of the user; they are ignored where
   * Spark runs already.
   */
  public static synchronized Session open(String name, Map<String, String> settings) {
    if (SparkContext$.MODULE$.getActive().isEmpty()) {
      return new Session(started(name, settings), Optional.empty());
    }
    SparkSession user = SparkSession.builder().getOrCreate();
    return new Session(copy(user), Optional.of(user));
  }

  /** Opens a copy of a session of a user. */
  public static Session of(SparkSession user) {
    return new Session(copy(user), Optional.of(user));
  }

  private static SparkSession started(String name, Map<String, String> settings) {
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

  /**
   * A copy of the user's session, with its settings, views and functions, as Spark makes one for
   * each streaming query. Spark's classes are public, but not the method in all of its lines.
   */
  private static SparkSession copy(SparkSession user) {
    try {
      SparkSession copy = (SparkSession) user.getClass().getMethod("cloneSession").invoke(user);
      if (copy.conf().isModifiable(ARTIFACT_ISOLATION)) {
        copy.conf().set(ARTIFACT_ISOLATION, false);
      }
      return copy;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("This Spark cannot copy a session", e);
    }
  }

  /** Tables stay cached in the context until the views over them are dropped. */
  private void dropViews(SparkSession user) {
    for (Row view : spark.sql(VIEWS).where("namespace = ''").collectAsList()) {
      String name = view.getAs("viewName");
      if (!has(user, name)) {
        spark.catalog().dropTempView(name);
      }
    }
  }

  private boolean has(SparkSession user, String view) {
    return user.catalog().tableExists(view) && user.table(view).sameSemantics(spark.table(view));
  }

  /** The session to work with. */
  public SparkSession spark() {
    return spark;
  }

  /** Makes Spark log nothing, if nobody else uses it. */
  public void silence() {
    if (user.isEmpty()) {
      spark.sparkContext().setLogLevel("OFF");
    }
  }

  /** Stops Spark if it was started here; otherwise drops what was added to the copy. */
  @Override
  public void close() {
    user.ifPresentOrElse(this::dropViews, spark::stop);
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
