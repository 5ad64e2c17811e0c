package io.github.heatmill.job.compare.pair;

import io.github.heatmill.metric.Column;
import io.github.heatmill.metric.Metric;
import io.github.heatmill.metric.Metrics;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A number that compares two maps of an image, or the predictions for it.
 *
 * @param column the name and range of the number
 * @param sql an expression over a row {@code b} of the baseline and a row {@code c} of the
 *     candidate, both of the view {@code evidence}
 * @param meaning the meaning in one line
 */
public record Change(Column column, String sql, String meaning) {
  public static final String RANK_CORRELATION = "rank_correlation";
  public static final String ON_OBJECT = "on_object_change";
  public static final String ACCURACY = "accuracy_change";

  /** Whether the predictions are the same, 0 or 1. */
  public static final String SAME_PREDICTION = "same_prediction";

  /** The quantile for heatmap_iou, which compares the hottest tenths of two maps. */
  public static final double QUANTILE = 0.9;

  private static final String OF_DIFFERENCES = "_change";
  private static final String DIFFERENCE = "c.%1$s - b.%1$s";
  private static final String PROBABILITY = "probability";

  /** Whether both predict the same class; null for values, of which none is predicted. */
  public static final String IS_SAME_PREDICTION =
      "CASE WHEN b.probability IS NOT NULL AND c.probability IS NOT NULL"
          + " THEN b.predicted_name = c.predicted_name END";

  private static final Set<String> OF_IMAGES =
      Set.of(SAME_PREDICTION, PROBABILITY + OF_DIFFERENCES, ACCURACY);

  /** The numbers of every comparison; null for images without labels, ground truth or a map. */
  public static final List<Change> OF_ALL_RUNS =
      List.of(
          new Change(
              Column.higher(RANK_CORRELATION, -1, 1),
              "heatmap_rank_correlation(b.heatmap, c.heatmap)",
              "Spearman's rank correlation of the two maps: 1 if they put all places in the same order"),
          new Change(
              Column.higher("iou", 0, 1),
              "heatmap_iou(b.heatmap, c.heatmap, " + QUANTILE + ")",
              "Intersection over union of the hottest tenths of the two maps"),
          new Change(
              Column.neither(SAME_PREDICTION, 0, 1),
              "CAST(" + IS_SAME_PREDICTION + " AS DOUBLE)",
              "Whether both predict the same class"),
          difference(PROBABILITY, "Probability of the predicted class, candidate minus baseline"),
          new Change(
              Column.higher(ACCURACY, -1, 1),
              "CAST(c.correct AS DOUBLE) - CAST(b.correct AS DOUBLE)",
              "Whether the prediction is the label (if labels are independent, is right about the explained class), candidate minus baseline"),
          new Change(
              Column.higher(ON_OBJECT, -1, 1),
              DIFFERENCE.formatted("on_object"),
              "Share of the evidence on the object, candidate minus baseline"),
          difference(
              "border_mass",
              "Share of the evidence in the outer tenth of the image, candidate minus baseline"));

  /** The differences of the columns of a metric, candidate minus baseline. */
  static Stream<Change> of(Metric metric) {
    return metric.columns().stream().map(Change::of);
  }

  /** The numbers of every comparison and of every metric. */
  public static List<Change> all() {
    return Stream.concat(OF_ALL_RUNS.stream(), Metrics.all().stream().flatMap(Change::of)).toList();
  }

  private static Change of(Column measured) {
    double width = measured.most() - measured.least();
    String name = measured.name() + OF_DIFFERENCES;
    return new Change(
        new Column(name, measured.better(), -width, width),
        DIFFERENCE.formatted("metrics.`" + measured.name() + "`"),
        measured.name() + ", candidate minus baseline");
  }

  private static Change difference(String share, String meaning) {
    return new Change(
        Column.neither(share + OF_DIFFERENCES, -1, 1), DIFFERENCE.formatted(share), meaning);
  }

  public String name() {
    return column.name();
  }

  /** Whether a number is about the predictions for an image, whatever was explained in it. */
  public boolean isOfImage() {
    return OF_IMAGES.contains(name());
  }

  /** Whether a number is a difference, candidate minus baseline. */
  public static boolean isDifference(String name) {
    return name.endsWith(OF_DIFFERENCES);
  }

  /** The name of its mean in the summary. */
  public String meanName() {
    return name().equals(SAME_PREDICTION) ? name() : "mean_" + name();
  }
}
