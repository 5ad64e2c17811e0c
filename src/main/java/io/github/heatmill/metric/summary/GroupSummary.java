package io.github.heatmill.metric.summary;

import io.github.heatmill.metric.Column;
import io.github.heatmill.metric.PooledNumber;
import io.github.heatmill.metric.summary.Summary.Comparison;
import java.util.ArrayList;
import java.util.List;

/**
 * Summarises a group of images, such as those of one class, which are added one after the other:
 * the mean of each column, the pooled numbers, the comparison with chance, and 95 % intervals by
 * the percentile bootstrap with 1,000 resamples. An image has the same weights ({@link
 * PoissonWeights}) in every number, so that numbers of one group move together.
 *
 * <p>Holds a few kB for each number, whatever the group's size. The last bits depend on the order
 * of the images. Not thread-safe.
 */
public final class GroupSummary {
  private final SummaryPlan plan;
  private final double[] weights = new double[1 + PoissonWeights.RESAMPLES];
  private final List<MeanSums> means;
  private final List<ComparisonSums> comparisons;
  private final List<ResampledSums> pooled;
  private long rows;

  /** A group without images. */
  public GroupSummary(SummaryPlan plan) {
    this.plan = plan;
    this.means = plan.columns().stream().map(column -> new MeanSums()).toList();
    this.comparisons = plan.compared().stream().map(ComparisonSums::new).toList();
    this.pooled = plan.pooled().stream().map(number -> new ResampledSums()).toList();
  }

  /**
   * Adds an image.
   *
   * @param image its name, which alone determines how often each resample draws it
   */
  public void add(String image, Observation observation) {
    rows++;
    PoissonWeights.draw(image, weights);
    for (int i = 0; i < means.size(); i++) {
      means.get(i).add(observation.values()[i], weights);
    }
    for (int i = 0; i < comparisons.size(); i++) {
      double value = observation.column(plan.compared().get(i).name());
      comparisons.get(i).add(value, observation.chance()[i], weights);
    }
    for (int i = 0; i < pooled.size(); i++) {
      pooled.get(i).add(plan.pooled().get(i).terms(observation), weights);
    }
  }

  /** Adds the images of another group of the same plan. */
  public void add(GroupSummary others) {
    rows += others.rows;
    for (int i = 0; i < means.size(); i++) {
      means.get(i).add(others.means.get(i));
    }
    for (int i = 0; i < comparisons.size(); i++) {
      comparisons.get(i).add(others.comparisons.get(i));
    }
    for (int i = 0; i < pooled.size(); i++) {
      pooled.get(i).add(others.pooled.get(i));
    }
  }

  /** The number of images, including those without numbers. */
  public long rows() {
    return rows;
  }

  /** The summaries, one for each number of the plan, columns first. */
  public List<Summary> summaries() {
    List<Summary> summaries = new ArrayList<>();
    for (int i = 0; i < means.size(); i++) {
      Column column = plan.columns().get(i);
      int compared = plan.compared().indexOf(column);
      Comparison comparison =
          compared < 0 ? Comparison.NONE : comparisons.get(compared).comparison();
      summaries.add(new Summary(column, means.get(i).estimate(), comparison));
    }
    for (int i = 0; i < pooled.size(); i++) {
      PooledNumber number = plan.pooled().get(i);
      Estimate value = pooled.get(i).estimate(number::value);
      summaries.add(new Summary(number.column(), value, Comparison.NONE));
    }
    return summaries;
  }
}
