package io.github.heatmill.metric.faithfulness;

import io.github.heatmill.metric.Copy;
import io.github.heatmill.metric.Measurement;
import io.github.heatmill.metric.Metric;
import io.github.heatmill.metric.MetricInput;
import io.github.heatmill.metric.Saliency;
import io.github.heatmill.model.alteration.Alteration;
import io.github.heatmill.model.alteration.AlteredArea.Highest;
import io.github.heatmill.model.alteration.Fill;
import io.github.heatmill.model.alteration.Fill.Plain;
import io.github.heatmill.registry.Options;
import io.github.heatmill.registry.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The area under the curve of the explained class's probability while pixels change, in descending
 * order of the map.
 *
 * <p>At point k of the curve, the n_k pixels where the enlarged map is highest have changed; equal
 * ones in row-major order. The area is that of trapezoids over n_k / HW. The point where the image
 * is unaltered needs no forward pass; all other points need one each.
 */
abstract class CurveMetric implements Metric {
  static final String TORCH_CAM = "torch-cam";
  private static final long serialVersionUID = 1L;
  private static final String RISE = "rise";
  private static final String STEPS = "steps";

  private final Options options;

  CurveMetric(Options options) {
    this.options = options;
  }

  /** The options: RISE's settings, those of torch-cam, and RISE's with a black baseline. */
  static Options offered() {
    return Options.of(List.of(RISE, TORCH_CAM, Baseline.BLACK), steps(28))
        .under(TORCH_CAM, steps(20));
  }

  private static Setting steps(int standard) {
    return Setting.count(STEPS, standard, 1, 1000, "parts of the pixels that change together");
  }

  /** The alteration of a point where some, but not all, pixels have changed. */
  abstract Alteration partly(Highest changed);

  /** The fill of pixels that do not show the image. */
  abstract Fill baseline();

  /** Whether the curve starts with the unaltered image; else it ends with it. */
  abstract boolean startsWithImage();

  /** The words for the change of the pixels, for {@link #definition}. */
  abstract String deed();

  @Override
  public final Options options() {
    return options;
  }

  @Override
  public final String definition() {
    boolean even = !options.variant().equals(TORCH_CAM);
    return MetricInput.PROBABILITY
        + " while pixels "
        + deed()
        + ", highest first in the "
        + Saliency.ENLARGED
        + ", ties in row-major order; "
        + (even ? "" : "at most ")
        + options.count(STEPS)
        + (even
            ? " steps of round(k HW / steps) pixels up to the k-th"
            : " steps of ceil(HW / steps) pixels")
        + "; area by trapezoids over the share of pixels, 0..1";
  }

  @Override
  public final List<Copy> copies(Saliency saliency) {
    Steps steps = steps(saliency);
    return steps.counts().stream()
        .filter(count -> !isImage(count, steps))
        .map(count -> copy(count, steps))
        .toList();
  }

  @Override
  public final Measurement measure(MetricInput input) {
    Steps steps = steps(input.saliency());
    double[] curve =
        steps.counts().stream()
            .mapToDouble(
                count ->
                    isImage(count, steps)
                        ? input.probability()
                        : input.probability(copy(count, steps)))
            .toArray();
    return Measurement.ofCurve(steps.area(curve), name(), curve);
  }

  private Steps steps(Saliency saliency) {
    int asked = options.count(STEPS);
    return options.variant().equals(TORCH_CAM)
        ? Steps.roundedUp(asked, saliency.pixels())
        : Steps.even(asked, saliency.pixels());
  }

  private boolean isImage(int count, Steps steps) {
    return count == (startsWithImage() ? 0 : steps.pixels());
  }

  private Copy copy(int count, Steps steps) {
    boolean bare = count == (startsWithImage() ? steps.pixels() : 0);
    return Copy.underMap(bare ? bare(steps.pixels()) : partly(new Highest(count)));
  }

  /**
   * The alteration of all pixels, in one form for every metric, so that metrics with the same
   * baseline share its score.
   */
  private Alteration bare(int pixels) {
    return new Alteration(new Highest(pixels), baseline(), Plain.IMAGE);
  }

  /**
   * The points of a curve over the share of changed pixels.
   *
   * @param pixels HW, the number of all pixels
   * @param counts the number of changed pixels at each point, ascending from 0 to HW
   */
  record Steps(int pixels, List<Integer> counts) {

    Steps {
      counts = List.copyOf(counts);
    }

    /** Steps as equal as whole pixels allow: n_k = round(k HW / steps), halves upwards. */
    static Steps even(int steps, int pixels) {
      return new Steps(
          pixels,
          IntStream.rangeClosed(0, steps)
              .mapToObj(k -> (int) ((2L * k * pixels + steps) / (2L * steps)))
              .toList());
    }

    /**
     * Steps of ceil(HW / steps) pixels, of which the last has the rest. There may be fewer steps
     * than requested.
     */
    static Steps roundedUp(int steps, int pixels) {
      int size = (pixels + steps - 1) / steps;
      List<Integer> counts = new ArrayList<>();
      for (int count = 0; count < pixels; count += size) {
        counts.add(count);
      }
      counts.add(pixels);
      return new Steps(pixels, counts);
    }

    /** The area under a curve by trapezoids over n_k / HW, so over 0..1. */
    double area(double[] curve) {
      double sum = 0;
      for (int k = 1; k < curve.length; k++) {
        sum += (curve[k - 1] + curve[k]) / 2 * (counts.get(k) - counts.get(k - 1));
      }
      return sum / pixels;
    }
  }
}
