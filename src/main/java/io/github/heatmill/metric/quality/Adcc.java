package io.github.heatmill.metric.quality;

import io.github.heatmill.metric.Column;
import io.github.heatmill.metric.Copy;
import io.github.heatmill.metric.Measurement;
import io.github.heatmill.metric.Metric;
import io.github.heatmill.metric.MetricCard;
import io.github.heatmill.metric.MetricCard.Family;
import io.github.heatmill.metric.MetricCard.Need;
import io.github.heatmill.metric.MetricInput;
import io.github.heatmill.metric.PooledNumber;
import io.github.heatmill.metric.Saliency;
import io.github.heatmill.metric.faithfulness.AverageDrop;
import java.util.Arrays;
import java.util.List;

/**
 * Average drop, coherency and complexity in one number: their harmonic mean, 3 / (1 / Coh + 1 / (1
 * - Com) + 1 / (1 - AD)), 0..1, higher is better; 0 if any of the three terms is 0.
 *
 * <p>Coh is {@link Coherency}, Com {@link Complexity}, AD {@link AverageDrop} on the mean colour,
 * all of this image; undefined where one of them is.
 *
 * <p>Over many images there is also {@code adcc_of_means}: the same formula of the means of the
 * three columns, each over the images where it is defined. Published tables contain this number,
 * which is not the mean of this column. It is taken from the columns as the run has them, so it
 * depends on the background that average drop was run with.
 *
 * <p>Poppi et al., <a href="https://arxiv.org/abs/2104.10252">Revisiting The Evaluation of Class
 * Activation Mapping for Explainability</a>, 2021, whose code gives the number for each image.
 */
public final class Adcc implements Metric {
  private static final long serialVersionUID = 1L;
  private static final Coherency COHERENCY = new Coherency();
  private static final Complexity COMPLEXITY = new Complexity();
  private static final AverageDrop DROP = new AverageDrop();

  @Override
  public MetricCard card() {
    return new MetricCard(
        "adcc",
        "ADCC",
        Family.QUALITY,
        Need.METHOD,
        "1 and the method once more, shared with average drop and coherency",
        "Harmonic mean of average drop, coherency and complexity (Poppi et al.)");
  }

  @Override
  public List<Column> columns() {
    return List.of(Column.higher(name(), 0, 1));
  }

  @Override
  public String definition() {
    return "3 / (1 / Coh + 1 / (1 - Com) + 1 / (1 - AD)), 0 if a term is 0; Coh: "
        + COHERENCY.definition()
        + "; Com: mean of S; AD: "
        + DROP.definition();
  }

  @Override
  public List<Copy> copies(Saliency saliency) {
    return DROP.copies(saliency);
  }

  @Override
  public Measurement measure(MetricInput input) {
    double coherency = COHERENCY.value(input);
    double complexity = COMPLEXITY.value(input.saliency());
    double drop = DROP.measure(input).values()[0];
    return Measurement.of(harmonicMean(coherency, 1 - complexity, 1 - drop));
  }

  @Override
  public List<PooledNumber> pooled() {
    return List.of(new OfMeans());
  }

  @Override
  public List<String> companions() {
    return List.of(COHERENCY.id(), COMPLEXITY.id(), DROP.id());
  }

  /** NaN if a term is; else 0 if a term is 0, which division by it gives in the limit. */
  private static double harmonicMean(double first, double second, double third) {
    return 3 / (1 / first + 1 / second + 1 / third);
  }

  /** The harmonic mean of means, each over the images where it is defined. */
  private record OfMeans() implements PooledNumber {
    private static final List<String> COLUMNS =
        List.of(COHERENCY.name(), COMPLEXITY.name(), DROP.name());

    @Override
    public Column column() {
      return Column.higher("adcc_of_means", 0, 1);
    }

    /**
     * The three values, 0 for those that are undefined, and 1 or 0 for whether they are not; all
     * NaN where none is defined, since such an image counts nowhere.
     */
    @Override
    public double[] terms(Numbers numbers) {
      double[] values = COLUMNS.stream().mapToDouble(numbers::column).toArray();
      double[] terms = new double[2 * values.length];
      for (int i = 0; i < values.length; i++) {
        if (!Double.isNaN(values[i])) {
          terms[i] = values[i];
          terms[i + values.length] = 1;
        }
      }
      boolean none = Arrays.stream(values).allMatch(Double::isNaN);
      return none ? Arrays.stream(terms).map(term -> Double.NaN).toArray() : terms;
    }

    @Override
    public double value(double[] sums) {
      double coherency = sums[0] / sums[3];
      double complexity = sums[1] / sums[4];
      double drop = sums[2] / sums[5];
      return harmonicMean(coherency, 1 - complexity, 1 - drop);
    }
  }
}
