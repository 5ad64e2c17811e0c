package io.github.heatmill.metric.summary;

import io.github.heatmill.metric.Column;
import io.github.heatmill.metric.PooledNumber;
import java.util.List;

/**
 * The numbers of one map of one image in a table.
 *
 * @param plan the numbers to summarise
 * @param probability the probability of the explained class
 * @param values one for each column of the plan; NaN where undefined
 * @param chance the same numbers for a random map, one for each compared column of the plan; NaN
 *     where undefined
 */
public record Observation(SummaryPlan plan, double probability, double[] values, double[] chance)
    implements PooledNumber.Numbers {

  @Override
  public double column(String name) {
    List<Column> columns = plan.columns();
    for (int i = 0; i < values.length; i++) {
      if (columns.get(i).name().equals(name)) {
        return values[i];
      }
    }
    return Double.NaN;
  }
}
