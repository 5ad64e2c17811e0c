package io.github.heatmill.job.support;

import io.github.heatmill.metric.Column;
import io.github.heatmill.metric.Measurement;
import io.github.heatmill.metric.Metric;
import io.github.heatmill.metric.MetricCard;
import io.github.heatmill.metric.MetricCard.Family;
import io.github.heatmill.metric.MetricCard.Need;
import io.github.heatmill.metric.MetricInput;
import io.github.heatmill.metric.PooledNumber;
import java.util.List;

/** What is known of a metric whose numbers a table already has. */
public record TabledMetric(Family family, Column column, List<PooledNumber> pooled)
    implements Metric {

  @Override
  public MetricCard card() {
    return new MetricCard(column.name(), column.name(), family, Need.MAP, "0", "");
  }

  @Override
  public List<Column> columns() {
    return List.of(column);
  }

  @Override
  public String definition() {
    return "";
  }

  @Override
  public Measurement measure(MetricInput subject) {
    throw new IllegalStateException("A summary measures nothing: " + column.name());
  }

  /** sum energy / sum probability. */
  public record EnergyRatio() implements PooledNumber {
    private static final long serialVersionUID = 1L;

    @Override
    public Column column() {
      return Column.higher("energy_ratio", 0, Double.POSITIVE_INFINITY);
    }

    @Override
    public double[] terms(Numbers numbers) {
      return new double[] {numbers.column("energy"), numbers.probability()};
    }

    @Override
    public double value(double[] sums) {
      return sums[0] / sums[1];
    }
  }
}
