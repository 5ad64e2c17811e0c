package io.github.heatmill.udf.plugin;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import io.github.heatmill.model.ComputeDevice;
import io.github.heatmill.udf.image.Stage;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.metrics.source.Source;
import org.apache.spark.sql.Row;

/**
 * Counts and times the work of an executor, in Spark's metrics system. An image is counted again
 * when Spark tries its task again, and in every pass over the images. Exact counts come from the
 * tables.
 *
 * <p>It records nothing if Spark runs without the plugin {@code HeatmillPlugin}.
 */
public final class ExecutorMetrics {
  /** The name of the plugin's metrics source in Spark. */
  static final String SOURCE = "plugin.io.github.heatmill.udf.plugin.HeatmillPlugin";

  private static final String IMAGES = "images";
  private static final String MODEL_LOADS = "model_loads";

  private final Optional<MetricRegistry> registry;

  private ExecutorMetrics(Optional<MetricRegistry> registry) {
    this.registry = registry;
  }

  /** The steps that are timed. */
  public enum Step {
    /** Fetching, decoding, resizing and cropping one image. */
    DECODE,
    /** The forward pass of one batch, with the gradients that all methods share. */
    FORWARD,
    /** One method on one batch. */
    EXPLAIN,
    /** All metrics on one method's maps of one batch. */
    SCORE;

    private String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Work that may throw one kind of exception. */
  public interface Work<T, E extends Exception> {
    /** Does the work. */
    T done() throws E;
  }

  /**
   * Registers all metrics, so that those that stay at zero are visible too.
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

  /** The metrics of the executor that runs the calling task. */
  public static ExecutorMetrics ofTask() {
    return new ExecutorMetrics(
        Optional.ofNullable(TaskContext.get())
            .flatMap(task -> source(task.getMetricsSources(SOURCE)))
            .map(Source::metricRegistry));
  }

  /**
   * The time that tasks in this JVM have spent, in milliseconds by step: {@code decode}, {@code
   * forward}, {@code explain} and {@code score}.
   *
   * @throws IllegalStateException if Spark runs without the plugin
   */
  public static Map<String, Double> milliseconds() {
    MetricRegistry here =
        source(SparkEnv.get().metricsSystem().getSourcesByName(SOURCE))
            .map(Source::metricRegistry)
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "Spark counts no time (stop the session that runs without"
                            + " HeatmillPlugin)"));
    return Stream.of(Step.values())
        .collect(Collectors.toMap(Step::id, step -> TotalTime.of(here, step.id()).getValue()));
  }

  private static Optional<Source> source(scala.collection.Seq<Source> found) {
    return found.isEmpty() ? Optional.empty() : Optional.of(found.head());
  }

  /** Does some work and records how long it took, even if it fails. */
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
   * @param outcomes one row per image, whose last column is null unless the image failed
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

  /** Counts the loading of a network onto a device. */
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

  /**
   * The sum of the durations of a timer in milliseconds, over all tasks of an executor. A timer
   * itself keeps no sum, and its mean is that of recent calls.
   */
  private static final class TotalTime implements Gauge<Double> {
    private static final double NANOSECONDS = TimeUnit.MILLISECONDS.toNanos(1);

    private final LongAdder nanoseconds = new LongAdder();

    /** Adds a duration to a timer and to its sum. */
    static void add(MetricRegistry registry, String timer, long nanoseconds) {
      registry.timer(timer).update(nanoseconds, TimeUnit.NANOSECONDS);
      of(registry, timer).nanoseconds.add(nanoseconds);
    }

    /** The sum of a timer. */
    static TotalTime of(MetricRegistry registry, String timer) {
      return registry.gauge(timer + ".milliseconds", TotalTime::new);
    }

    @Override
    public Double getValue() {
      return nanoseconds.sum() / NANOSECONDS;
    }
  }
}
