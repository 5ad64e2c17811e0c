package io.github.heatmill.job.session;

import io.github.heatmill.udf.HeatmillExtensions;
import io.github.heatmill.udf.plugin.CrashPlugin;
import io.github.heatmill.udf.plugin.HeatmillPlugin;
import io.github.heatmill.udf.sql.QuerySettings;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext$;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.internal.SharedState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Spark session in which a job works. In a Spark that runs already, such as in a notebook, this
 * is a copy of the user's session, and closing it leaves the user's session as it was. Elsewhere
 * {@link #open} starts Spark, and closing the session stops Spark. A Spark of one machine listens
 * there alone.
 */
public final class Session implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Session.class);
  private static final String EXTENSIONS = "spark.sql.extensions";
  private static final String PLUGINS = "spark.plugins";
  private static final String EXECUTOR_GPUS = "spark.executor.resource.gpu.amount";
  private static final String TASK_GPUS = "spark.task.resource.gpu.amount";
  private static final String SECRET = "spark.authenticate.secret";
  private static final long LEAST_MEMORY = 450L << 20;
  private static final String JOB_DESCRIPTION = "spark.job.description";

  /**
   * Spark 4 would send only the files of a session to the executors of its queries, and not those
   * of the context, such as the network. Earlier versions do not know the setting.
   */
  private static final String ARTIFACT_ISOLATION = "spark.sql.artifact.isolation.enabled";

  /** Lists the views of a session; the views that belong to it alone have no namespace. */
  private static final String VIEWS = "SHOW VIEWS IN spark_catalog.global_temp";

  private final SparkSession spark;
  private final Runnable closing;

  /** Whether Spark was started here, so that nobody else uses it. */
  private final boolean started;

  private Session(SparkSession spark, Runnable closing, boolean started) {
    this.spark = spark;
    this.closing = closing;
    this.started = started;
  }

  /**
   * Opens a session. Where this starts Spark, executors get the network, and the session has the
   * SQL functions and metrics in addition to the user's settings.
   */
  public static Session open(String name) {
    return open(name, Map.of());
  }

  /**
   * As {@link #open(String)}, with settings that override those of the user. They are ignored where
   * Spark runs already.
   */
  public static synchronized Session open(String name, Map<String, String> settings) {
    if (SparkContext$.MODULE$.getActive().isDefined()) {
      return copyOf(SparkSession.builder().getOrCreate());
    }
    SparkSession spark = started(name, settings);
    return new Session(spark, spark::stop, true);
  }

  /**
   * Copies a session, with its settings, views and functions. Views of the copy are dropped when it
   * is closed, and the description of Spark jobs is set back.
   */
  public static Session copyOf(SparkSession user) {
    SparkSession copy = cloned(user);
    SessionFunctions.register(copy);
    String description = user.sparkContext().getLocalProperty(JOB_DESCRIPTION);
    Runnable closing =
        () -> {
          uncache(copy, user);
          user.sparkContext().setLocalProperty(JOB_DESCRIPTION, description);
        };
    return new Session(copy, closing, false);
  }

  private static SparkSession started(String name, Map<String, String> settings) {
    SparkConf conf = new SparkConf();
    settings.forEach(conf::set);
    expectTasksWithGpus(conf);
    expectMemory();
    QuerySettings.expectKnown(Stream.of(conf.getAll()).map(setting -> setting._1()).toList());
    expectSecret(conf);
    LocalNetwork network =
        LocalNetwork.of(conf, Optional.ofNullable(System.getenv("SPARK_LOCAL_IP")));
    network.remarks().forEach(LOG::warn);
    SparkSession.Builder builder =
        SparkSession.builder()
            .appName(name)
            .config(ARTIFACT_ISOLATION, false)
            .config(EXTENSIONS, with(conf.get(EXTENSIONS, ""), HeatmillExtensions.class))
            .config(PLUGINS, with(conf.get(PLUGINS, ""), HeatmillPlugin.class, CrashPlugin.class));
    network.settings().forEach(builder::config);
    LocalFolders.settings(conf).forEach(builder::config);
    JobEnvironment.fileSystem(conf)
        .forEach((key, value) -> builder.config("spark.hadoop." + key, value));
    settings.forEach(builder::config);
    return builder.getOrCreate();
  }

  /**
   * Spark itself clones a session for each streaming query. Spark's classes are public, but not the
   * method in all of its versions.
   */
  private static SparkSession cloned(SparkSession user) {
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
  private static void uncache(SparkSession copy, SparkSession user) {
    if (isNothingCached(copy)) {
      return;
    }
    List<String> views =
        copy.sql(VIEWS).where("namespace = ''").collectAsList().stream()
            .map(view -> view.<String>getAs("viewName"))
            .filter(view -> isCached(copy, view) && !isCached(user, view))
            .toList();
    views.forEach(copy.catalog()::dropTempView);
  }

  /** False if that is unknown: each view is asked then, which takes longer. */
  private static boolean isNothingCached(SparkSession session) {
    try {
      SharedState shared =
          (SharedState) session.getClass().getMethod("sharedState").invoke(session);
      return shared.cacheManager().isEmpty();
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }

  private static boolean isCached(SparkSession session, String view) {
    try {
      return session.catalog().isCached(view);
    } catch (Exception e) { // There is no such view, or the user dropped a table it reads.
      return false;
    }
  }

  /** The session to work with. */
  public SparkSession spark() {
    return spark;
  }

  /** The same session for one of several users; closing it changes nothing. */
  public Session shared() {
    return new Session(spark, () -> {}, started);
  }

  /** Makes Spark log nothing, if nobody else uses it. */
  public void silence() {
    if (started) {
      spark.sparkContext().setLogLevel("OFF");
    }
  }

  /** Stops Spark if it was started here; otherwise frees the tables that the copy has cached. */
  @Override
  public void close() {
    closing.run();
  }

  /** Other clusters than standalone ones make a secret for each application. */
  private static void expectSecret(SparkConf conf) {
    if (conf.get("spark.master", "").startsWith("spark://")
        && conf.getBoolean("spark.authenticate", false)
        && !conf.contains(SECRET)) {
      throw new IllegalArgumentException(
          "Missing "
              + SECRET
              + " with spark.authenticate=true (must be the secret of the cluster's master and"
              + " workers, in a properties file that only you can read)");
    }
  }

  /** Spark would refuse it in the same words, after many lines of its log. */
  private static void expectMemory() {
    long memory = Runtime.getRuntime().maxMemory();
    if (memory < LEAST_MEMORY) {
      throw new IllegalArgumentException(
          "System memory " + memory + " must be at least " + LEAST_MEMORY);
    }
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
