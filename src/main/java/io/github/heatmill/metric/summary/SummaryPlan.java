package io.github.heatmill.metric.summary;

import io.github.heatmill.metric.Column;
import io.github.heatmill.metric.Metric;
import io.github.heatmill.metric.PooledNumber;
import java.io.Serializable;
import java.util.List;

/**
 * The numbers to summarise.
 *
 * @param columns the numbers whose means are computed
 * @param compared the columns that are compared with random maps
 * @param pooled the numbers over many images that are no means
 */
public record SummaryPlan(List<Column> columns, List<Column> compared, List<PooledNumber> pooled)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  public SummaryPlan {
    columns = List.copyOf(columns);
    compared = List.copyOf(compared);
    pooled = List.copyOf(pooled);
  }

  /** All numbers of some metrics, in their order. */
  public static SummaryPlan of(List<Metric> metrics) {
    return new SummaryPlan(
        metrics.stream().flatMap(metric -> metric.columns().stream()).toList(),
        metrics.stream()
            .filter(metric -> metric.card().hasChance())
            .flatMap(metric -> metric.columns().stream())
            .toList(),
        metrics.stream().flatMap(metric -> metric.pooled().stream()).toList());
  }
}
