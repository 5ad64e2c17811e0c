package io.github.heatmill.metric.faithfulness;

import io.github.heatmill.metric.Column;
import io.github.heatmill.metric.Metric;
import io.github.heatmill.metric.MetricCard;
import io.github.heatmill.metric.MetricCard.Family;
import io.github.heatmill.metric.MetricCard.Need;
import io.github.heatmill.metric.PooledNumber;
import io.github.heatmill.registry.Options;
import java.util.List;

/**
 * The loss of the explained class's probability, relative to both probabilities, so that small ones
 * do not make it large: [d]+ with d = (Y - O) / (Y + O), 0..1, lower is better; undefined where Y
 * and O are 0.
 *
 * <p>Y is the probability of the explained class on the image, O on the image shaded by the map, X
 * S: see {@link ShadedMetric} for both and for the variant {@code black}.
 *
 * <p>Heatmill's own, after the weakness of average drop: InfoCAM's paper names an improved drop and
 * increase whose definitions are not public, and these are not theirs. It is 0 wherever {@link
 * BoundedIncrease} is above 0, so the means of both add up to 1 at most.
 *
 * <p>Over many images there is also {@code bounded_drop_ratio} = sum of [Y - O]+ / sum of Y, 0..1:
 * average drop, weighted by the probabilities.
 */
public final class BoundedDrop extends ShadedMetric {
  private static final long serialVersionUID = 1L;

  /** Creates the metric with the mean colour as background. */
  public BoundedDrop() {
    this(offered());
  }

  private BoundedDrop(Options options) {
    super(options);
  }

  @Override
  public MetricCard card() {
    return new MetricCard(
        "bounded_drop",
        "Bounded drop",
        Family.FAITHFULNESS,
        Need.NETWORK,
        COST,
        "Bounded, symmetric form of average drop, and its ratio of sums (Heatmill)");
  }

  @Override
  public List<Column> columns() {
    return List.of(Column.lower(name(), 0, 1));
  }

  @Override
  public Metric with(Options chosen) {
    return new BoundedDrop(chosen);
  }

  @Override
  double value(double original, double shaded) {
    return Math.max(0, original - shaded) / (original + shaded);
  }

  @Override
  String formula() {
    return "[d]+, d = (Y - O) / (Y + O)";
  }

  @Override
  public List<PooledNumber> pooled() {
    return List.of(new Ratio());
  }

  /** sum of [Y - O]+ / sum of Y. */
  private record Ratio() implements PooledNumber {

    @Override
    public Column column() {
      return Column.lower("bounded_drop_ratio", 0, 1);
    }

    @Override
    public double[] terms(Numbers numbers) {
      double drop = numbers.column("bounded_drop");
      double original = numbers.probability();
      return new double[] {2 * original * drop / (1 + drop), original}; // d > 0 gives O of Y.
    }

    @Override
    public double value(double[] sums) {
      return sums[0] / sums[1];
    }
  }
}
