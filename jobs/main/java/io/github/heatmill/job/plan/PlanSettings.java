package io.github.heatmill.job.plan;

import io.github.heatmill.job.explain.ExplainSettings;
import io.github.heatmill.job.run.MapSettings;
import io.github.heatmill.job.run.MetricSettings;
import java.util.List;

/**
 * The settings of {@code plan}.
 *
 * @param maps the maps of the planned run
 * @param metrics the measurements of the planned run
 * @param sizes how much the planned run keeps and looks at
 * @param executors the executors for which times are computed
 */
public record PlanSettings(
    MapSettings maps, MetricSettings metrics, ExplainSettings.Sizes sizes, Executors executors) {
  /** The default of {@link Executors#numbers}, separated by commas. */
  public static final String DEFAULT_EXECUTORS = "1,8,64";

  public static final int DEFAULT_EXECUTOR_CORES = 4;

  /**
   * The executors for which times are computed.
   *
   * @param numbers how many executors there may be
   * @param cores the cores of each executor
   */
  public record Executors(List<Integer> numbers, int cores) {
    public Executors {
      numbers = List.copyOf(numbers);
    }
  }

  /** Plans a run without metrics. */
  public static PlanSettings of(MapSettings maps) {
    List<Integer> numbers =
        List.of(DEFAULT_EXECUTORS.split(",")).stream().map(Integer::valueOf).toList();
    return new PlanSettings(
        maps,
        MetricSettings.none(),
        ExplainSettings.Sizes.standard(),
        new Executors(numbers, DEFAULT_EXECUTOR_CORES));
  }

  public PlanSettings withMetrics(MetricSettings other) {
    return new PlanSettings(maps, other, sizes, executors);
  }

  public PlanSettings withSizes(ExplainSettings.Sizes other) {
    return new PlanSettings(maps, metrics, other, executors);
  }

  public PlanSettings withExecutors(List<Integer> numbers, int cores) {
    return new PlanSettings(maps, metrics, sizes, new Executors(numbers, cores));
  }
}
