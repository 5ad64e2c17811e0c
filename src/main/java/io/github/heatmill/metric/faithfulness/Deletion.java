package io.github.heatmill.metric.faithfulness;

import io.github.heatmill.metric.Column;
import io.github.heatmill.metric.Metric;
import io.github.heatmill.metric.MetricCard;
import io.github.heatmill.metric.MetricCard.Family;
import io.github.heatmill.metric.MetricCard.Need;
import io.github.heatmill.model.alteration.Alteration;
import io.github.heatmill.model.alteration.AlteredArea.Highest;
import io.github.heatmill.model.alteration.Fill;
import io.github.heatmill.model.alteration.Fill.Plain;
import io.github.heatmill.registry.Options;
import java.util.List;

/**
 * The explained class's probability while the most important pixels are deleted: the area under
 * p_c(X without its n_k highest pixels) over n_k / HW, 0..1, lower is better.
 *
 * <p>p_c is the probability of the explained class, X the preprocessed image. Deleted pixels become
 * 0 of the normalised input. The n_k pixels are those where the enlarged map is highest, equal ones
 * in row-major order; n_k = round(k HW / steps), 28 steps, so 1792 pixels each for 224 x 224. The
 * first point of the curve is the image, and the last one nothing but the baseline.
 *
 * <p>Petsiuk et al., <a href="https://arxiv.org/abs/1806.07421">RISE: Randomized Input Sampling for
 * Explanation of Black-box Models</a>, 2018.
 *
 * <p>{@code rise} says the same by name. {@code torch-cam} has the settings of that library's
 * deletion: 20 steps of ceil(HW / steps) pixels, of which the last may be smaller. {@code black}
 * deletes to black.
 *
 * <p>Differs from the paper's code: equal values keep their order instead of being reversed, and
 * steps of different size count by their size. From torch-cam's: probabilities, where that leaves
 * the choice.
 */
public final class Deletion extends CurveMetric {
  private static final long serialVersionUID = 1L;

  /** Creates the metric with RISE's settings. */
  public Deletion() {
    this(offered());
  }

  private Deletion(Options options) {
    super(options);
  }

  @Override
  public MetricCard card() {
    return new MetricCard(
        "deletion",
        "Deletion",
        Family.FAITHFULNESS,
        Need.NETWORK,
        "28 (1 per step)",
        "Area under the probability while the highest pixels are deleted (Petsiuk et al.)");
  }

  @Override
  public List<Column> columns() {
    return List.of(Column.lower(name(), 0, 1));
  }

  @Override
  public Metric with(Options chosen) {
    return new Deletion(chosen);
  }

  @Override
  Alteration partly(Highest changed) {
    return new Alteration(changed, baseline(), Plain.IMAGE);
  }

  @Override
  Fill baseline() {
    return Baseline.of(options());
  }

  @Override
  boolean startsWithImage() {
    return true;
  }

  @Override
  String deed() {
    return "are deleted to " + Baseline.text(Baseline.of(options()));
  }
}
