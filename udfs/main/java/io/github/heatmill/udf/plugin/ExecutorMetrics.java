package io.github.heatmill.udf.plugin;

import com.codahale.metrics.MetricRegistry;
import io.github.heatmill.model.ComputeDevice;
import io.github.heatmill.udf.image.Stage;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.metrics.source.Source;
import org.apache.spark.sql.Row;

/**
 * What an executor has done since it started, in Spark's metrics system. Images that Spark tries
 * again, and those of every pass over them, are counted again: exact counts come from the tables.
 *
 * <p>Nothing is recorded where Spark runs without {@code HeatmillPlugin}.
 */
public final class ExecutorMetrics {
  /** How Spark calls what the plugin records; the plugin's own package depends on this one. */
  static final String SOURCE = "plugin.io.github.heatmill.udf.plugin.HeatmillPlugin";

  private static final String IMAGES = "images";
  private static final String MODEL_LOADS = "model_loads";

  private final Optional<MetricRegistry> registry;

  private ExecutorMetrics(Optional<MetricRegistry> registry) {
    this.registry = registry;
  }

  /** What takes time. */
  public enum Step {
    /** One image: fetched, decoded, resized and cropped. */
    DECODE,
    /** One batch through the network, with the gradients that all methods share. */
    FORWARD,
    /** One method on one batch. */
    EXPLAIN,
    /** All metrics on one method's maps of one batch. */
    SCORE;

    private String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Work that may fail in one way. */
  public interface Work<T, E extends Exception> {
    /** Does it. */
    T done() throws E;
  }

  /**
   * Names all metrics at once, so that those which stay at zero are seen too.
   *
   * @param gpus the addresses of the executor's GPUs
   */
  public static void register(MetricRegistry registry, List<String> gpus) {
    registry.counter(IMAGES);
    registry.counter(MODEL_LOADS);
    Stream.of(Stage.values()).forEach(stage -> registry.counter(errors(stage.id())));
    for (Step step : Step.values()) {
      registry.timer(step.id());
      TotalTime.of(registry, step.id());
    }
    registry.counter(device(ComputeDevice.cpu().toString()));
    gpus.forEach(gpu -> registry.counter(device("gpu" + gpu)));
  }

  /** Those of the executor that runs this task. */
  public static ExecutorMetrics ofTask() {
    return new ExecutorMetrics(
        Optional.ofNullable(TaskContext.get())
            .flatMap(task -> source(task.getMetricsSources(SOURCE)))
            .map(Source::metricRegistry));
  }

  /**
   * What the tasks of a Spark within this JVM have spent, in milliseconds by step: {@code decode},
   * {@code forward}, {@code explain} and {@code score}.
   *
   * @throws IllegalStateException if it runs without the plugin
   */
  public static Map<String, Double> milliseconds() {
    MetricRegistry here =
        source(SparkEnv.get().metricsSystem().getSourcesByName(SOURCE))
            .map(Source::metricRegistry)
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "Spark counts no time (stop the session that runs without HeatmillPlugin)"));
    return Stream.of(Step.values())
        .collect(Collectors.toMap(Step::id, step -> TotalTime.of(here, step.id()).getValue()));
  }

  private static Optional<Source> source(scala.collection.Seq<Source> found) {
    return found.isEmpty() ? Optional.empty() : Optional.of(found.head());
  }

  /** Does some work, and records how long it took, even if it fails. */
  public <T, E extends Exception> T time(Step step, Work<T, E> work) throws E {
    if (registry.isEmpty()) {
      return work.done();
    }
    long start = System.nanoTime();
    try {
      return work.done();
    } finally {
      TotalTime.add(registry.get(), step.id(), System.nanoTime() - start);
    }
  }

  /**
   * Counts images.
   *
   * @param outcomes one an image, whose last column is null unless it failed
   */
  void count(List<Row> outcomes) {
    registry.ifPresent(
        known -> {
          known.counter(IMAGES).inc(outcomes.size());
          outcomes.stream()
              .filter(row -> !row.isNullAt(row.length() - 1))
              .map(row -> row.getStruct(row.length() - 1).getString(0))
              .forEach(stage -> known.counter(errors(stage)).inc());
        });
  }

  /** Counts a network that was loaded onto a device. */
  public void countLoad(ComputeDevice device) {
    registry.ifPresent(
        known -> {
          known.counter(MODEL_LOADS).inc();
          known.counter(device(device.toString())).inc();
        });
  }

  private static String errors(String stage) {
    return "errors." + stage;
  }

  private static String device(String name) {
    return "device." + name;
  }
}
