package io.github.heatmill.job.plan.cost;

import com.codahale.metrics.MetricRegistry;
import io.github.heatmill.udf.plugin.ExecutorMetrics;
import io.github.heatmill.udf.plugin.HeatmillPlugin;
import java.util.List;
import org.apache.spark.SparkEnv;
import org.apache.spark.metrics.source.Source;

/**
 * Makes a local Spark measure the time of each step. A session that was opened without Heatmill's
 * plugin does not measure it.
 */
public final class StepTimes implements Source {
  private final MetricRegistry registry = new MetricRegistry();

  private StepTimes() {
    ExecutorMetrics.register(registry, List.of());
  }

  /** Starts to measure, unless the plugin does it already. */
  public static StepTimes start() {
    StepTimes times = new StepTimes();
    if (SparkEnv.get().metricsSystem().getSourcesByName(times.sourceName()).isEmpty()) {
      SparkEnv.get().metricsSystem().registerSource(times);
    }
    return times;
  }

  @Override
  public String sourceName() {
    return "plugin." + HeatmillPlugin.class.getName();
  }

  @Override
  public MetricRegistry metricRegistry() {
    return registry;
  }

  /** Removes this source, and no other of the same name. */
  public void stop() {
    SparkEnv.get().metricsSystem().removeSource(this);
  }
}
