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
import io.github.heatmill.model.alteration.GaussianKernel;
import io.github.heatmill.registry.Options;
import java.util.List;

/**
 * The explained class's probability while the most important pixels are inserted into the blurred
 * image: the area under p_c(B with the n_k highest pixels of X) over n_k / HW, 0..1, higher is
 * better.
 *
 * <p>p_c is the probability of the explained class, X the preprocessed image, and B the same,
 * blurred with {@link GaussianKernel#rise} in the normalised space, zeros beyond its edges. The n_k
 * pixels are those where the enlarged map is highest, equal ones in row-major order; n_k = round(k
 * HW / steps), 28 steps, so 1792 pixels each for 224 x 224. The first point of the curve is B, and
 * the last one the image.
 *
 * <p>Petsiuk et al., <a href="https://arxiv.org/abs/1806.07421">RISE: Randomized Input Sampling for
 * Explanation of Black-box Models</a>, 2018.
 *
 * <p>{@code rise} says the same by name. {@code torch-cam} has the settings of that library's
 * insertion: into 0 of the normalised input instead of B, 20 steps of ceil(HW / steps) pixels, of
 * which the last may be smaller. {@code black} inserts into black.
 *
 * <p>Differs from the paper's code: equal values keep their order instead of being reversed, and
 * steps of different size count by their size. From torch-cam's: probabilities, where that leaves
 * the choice.
 */
public final class Insertion extends CurveMetric {
  private static final long serialVersionUID = 1L;
  private static final Fill BLURRED = new Fill.Blurred(GaussianKernel.rise());

  /** Creates the metric with RISE's settings. */
  public Insertion() {
    this(offered());
  }

  private Insertion(Options options) {
    super(options);
  }

  @Override
  public MetricCard card() {
    return new MetricCard(
        "insertion",
        "Insertion",
        Family.FAITHFULNESS,
        Need.NETWORK,
        "28 (1 per step)",
        "Area under the probability while the highest pixels return (Petsiuk et al.)");
  }

  @Override
  public List<Column> columns() {
    return List.of(Column.higher(name(), 0, 1));
  }

  @Override
  public Metric with(Options chosen) {
    return new Insertion(chosen);
  }

  @Override
  Alteration partly(Highest changed) {
    return new Alteration(changed, Plain.IMAGE, baseline());
  }

  @Override
  Fill baseline() {
    return isPlain() ? Baseline.of(options()) : BLURRED;
  }

  private boolean isPlain() {
    return List.of(TORCH_CAM, Baseline.BLACK).contains(options().variant());
  }

  @Override
  boolean startsWithImage() {
    return false;
  }

  @Override
  String deed() {
    return "are inserted into "
        + (isPlain()
            ? Baseline.text(Baseline.of(options()))
            : "the image blurred by RISE's kernel (11 x 11, sigma 5 folded at its edges) in the"
                + " normalised space, zeros beyond the border");
  }
}
