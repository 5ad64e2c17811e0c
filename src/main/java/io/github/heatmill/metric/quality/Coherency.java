package io.github.heatmill.metric.quality;

import io.github.heatmill.image.Size;
import io.github.heatmill.metric.Column;
import io.github.heatmill.metric.Measurement;
import io.github.heatmill.metric.Metric;
import io.github.heatmill.metric.MetricCard;
import io.github.heatmill.metric.MetricCard.Family;
import io.github.heatmill.metric.MetricCard.Need;
import io.github.heatmill.metric.MetricInput;
import io.github.heatmill.metric.Saliency;
import io.github.heatmill.saliency.similarity.Correlation;
import io.github.heatmill.tensor.Tensor;
import java.util.List;

/**
 * The agreement of a map with the map of the image shaded by it: (r + 1) / 2, 0..1, higher is
 * better, 0.5 where the two maps have nothing to do with each other.
 *
 * <p>r is Pearson's correlation over all pixels of the map S of the image X and the method's map of
 * X S for the same class, both enlarged to the image and scaled to 0..1 by their own range. X S is
 * the preprocessed image times S, so that the mean colour shows where S is 0. It is undefined where
 * the map of X S is not finite, or constant as it is or once enlarged.
 *
 * <p>Poppi et al., <a href="https://arxiv.org/abs/2104.10252">Revisiting The Evaluation of Class
 * Activation Mapping for Explainability</a>, 2021.
 *
 * <p>Differs from the paper's code: that gives 0 where it is undefined here.
 */
public final class Coherency implements Metric {
  private static final long serialVersionUID = 1L;

  @Override
  public MetricCard card() {
    return new MetricCard(
        "coherency",
        "Coherency",
        Family.QUALITY,
        Need.METHOD,
        "the method once more, shared with ADCC",
        "Whether the method gives the same map for the image masked by it (Poppi et al.)");
  }

  @Override
  public List<Column> columns() {
    return List.of(Column.higher(name(), 0, 1));
  }

  @Override
  public String definition() {
    return "(r + 1) / 2, r: Pearson's correlation over pixels of S and the method's map of the"
        + " preprocessed image times S, for the same class, each as S is made; S: "
        + Saliency.SCALED;
  }

  @Override
  public Measurement measure(MetricInput input) {
    return Measurement.of(value(input));
  }

  /** The number; NaN where undefined. */
  double value(MetricInput input) {
    Tensor first = input.saliency().scaled();
    Size size = new Size(first.length(1), first.length(0));
    return Saliency.measurable(input.shadedMap().orElseThrow(), size)
        .map(again -> (Correlation.of(first, again.scaled()) + 1) / 2)
        .orElse(Double.NaN);
  }
}
