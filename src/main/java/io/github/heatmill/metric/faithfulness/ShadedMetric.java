package io.github.heatmill.metric.faithfulness;

import io.github.heatmill.metric.Copy;
import io.github.heatmill.metric.Measurement;
import io.github.heatmill.metric.Metric;
import io.github.heatmill.metric.MetricInput;
import io.github.heatmill.metric.Saliency;
import io.github.heatmill.model.alteration.Alteration;
import io.github.heatmill.model.alteration.AlteredArea;
import io.github.heatmill.model.alteration.Fill.Plain;
import io.github.heatmill.registry.Options;
import java.util.List;

/**
 * Compares the probability Y of the explained class on an image with its probability O on the image
 * shaded by the map, X S + B (1 - S).
 *
 * <p>X is the preprocessed image; S the map, enlarged to the image and scaled to 0..1 by its own
 * range. B is 0 of the normalised input, the mean colour, so that the shaded image is X S; under
 * the variant {@code black} it is black, so that pixels of 0..1 are multiplied by S before they are
 * normalised. All metrics with one B share one forward pass.
 */
abstract class ShadedMetric implements Metric {
  /** The cost of all these metrics together. */
  static final String COST = "1, shared by drops, increases and gain";

  private static final long serialVersionUID = 1L;

  private final Options options;

  ShadedMetric(Options options) {
    this.options = options;
  }

  /** The options: a choice of background. */
  static Options offered() {
    return Options.of(List.of(Baseline.BLACK));
  }

  /**
   * The number for one image.
   *
   * @param original Y, 0..1
   * @param shaded O, 0..1
   * @return NaN where undefined
   */
  abstract double value(double original, double shaded);

  /** The formula of Y and O, for {@link #definition}. */
  abstract String formula();

  @Override
  public final Options options() {
    return options;
  }

  @Override
  public final String definition() {
    return formula()
        + "; Y, O: "
        + MetricInput.PROBABILITY
        + " on the image X and on X S + B (1 - S); S: "
        + Saliency.SCALED
        + "; B: "
        + Baseline.text(background());
  }

  @Override
  public final List<Copy> copies(Saliency saliency) {
    return List.of(copy());
  }

  @Override
  public final Measurement measure(MetricInput input) {
    double original = input.probability();
    double shaded = input.probability(copy());
    boolean known = !Double.isNaN(original) && !Double.isNaN(shaded);
    return Measurement.of(known ? value(original, shaded) : Double.NaN);
  }

  private Copy copy() {
    return Copy.underMap(new Alteration(new AlteredArea.Shade(), Plain.IMAGE, background()));
  }

  private Plain background() {
    return Baseline.of(options);
  }
}
