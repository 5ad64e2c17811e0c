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
 * The rise of the explained class's probability, compared with both probabilities: [-d]+ with d =
 * (Y - O) / (Y + O), 0..1, higher is better; undefined where Y and O are 0. Unlike average
 * increase, it does not jump where O passes Y.
 *
 * <p>Y is the probability of the explained class on the image, O on the image shaded by the map, X
 * S: see {@link ShadedMetric} for both and for the variant {@code black}.
 *
 * <p>Heatmill's own, after the weakness of average increase: InfoCAM's paper names an improved drop
 * and increase whose definitions are not public, and these are not theirs. It is 0 wherever {@link
 * BoundedDrop} is above 0, so the means of both add up to 1 at most.
 *
 * <p>Over many images there is also {@code bounded_increase_ratio} = sum of [O - Y]+ / sum of (1 -
 * Y), 0..1: average gain, weighted by the missing probability. It is taken from the column of
 * {@link AverageGain}, since [-d]+ no longer tells O where Y is tiny. Images with Y = 1 add nothing
 * to either sum. It depends on the background B of average gain, which by default is that of this
 * metric.
 */
public final class BoundedIncrease extends ShadedMetric {
  private static final long serialVersionUID = 1L;

  /** Creates the metric with the mean colour as background. */
  public BoundedIncrease() {
    this(offered());
  }

  private BoundedIncrease(Options options) {
    super(options);
  }

  @Override
  public MetricCard card() {
    return new MetricCard(
        "bounded_increase",
        "Bounded increase",
        Family.FAITHFULNESS,
        Need.NETWORK,
        COST,
        "Bounded, symmetric form of average increase, and its ratio of sums (Heatmill)");
  }

  @Override
  public List<Column> columns() {
    return List.of(Column.higher(name(), 0, 1));
  }

  @Override
  public Metric with(Options chosen) {
    return new BoundedIncrease(chosen);
  }

  @Override
  double value(double original, double shaded) {
    return Math.max(0, shaded - original) / (original + shaded);
  }

  @Override
  String formula() {
    return "[-d]+, d = (Y - O) / (Y + O)";
  }

  @Override
  public List<PooledNumber> pooled() {
    return List.of(new Ratio());
  }

  @Override
  public List<String> companions() {
    return List.of(new AverageGain().with(options()).id());
  }

  /** sum of [O - Y]+ / sum of (1 - Y). */
  private record Ratio() implements PooledNumber {

    @Override
    public Column column() {
      return Column.higher("bounded_increase_ratio", 0, 1);
    }

    @Override
    public double[] terms(Numbers numbers) {
      double missing = 1 - numbers.probability();
      return new double[] {numbers.column("average_gain") * missing, missing};
    }

    @Override
    public double value(double[] sums) {
      return sums[0] / sums[1];
    }
  }
}
