package io.github.heatmill.job.compare.table;

import static java.util.stream.Collectors.joining;

import io.github.heatmill.job.compare.pair.Change;
import io.github.heatmill.job.compare.pair.ComparedRuns;
import io.github.heatmill.job.compare.pair.PairedMaps;
import io.github.heatmill.job.output.MetricSummary;
import io.github.heatmill.metric.summary.SummaryPlan;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The queries for the tables of a comparison.
 *
 * @param runs the two runs
 */
public record ChangeTables(ComparedRuns runs) {
  /** One row for each image, pair of maps and, if maps are paired by it, explained class. */
  public static final String IMAGES = "images";

  /** One row for each class, pair of maps and number. */
  public static final String CLASSES = "classes";

  /** The rows of the table images with the same prediction and a low rank correlation. */
  public static final String OTHER_EVIDENCE = SummaryColumns.OTHER_EVIDENCE;

  private static final List<String> OF_PAIRS =
      List.of(
          "b.image AS image",
          "c.image AS candidate_image",
          "b.label_name AS label_name",
          "b.layer AS layer",
          "b.method AS method",
          "c.layer AS candidate_layer",
          "c.method AS candidate_method",
          "b.predicted_name AS baseline_predicted",
          "c.predicted_name AS candidate_predicted",
          "b.probability AS baseline_probability",
          "c.probability AS candidate_probability",
          "b.target_name AS baseline_target",
          "c.target_name AS candidate_target",
          "b.status AS baseline_status",
          "c.status AS candidate_status",
          "b.fingerprint = c.fingerprint AS same_pixels",
          "b.heatmap.height <> c.heatmap.height OR b.heatmap.width <> c.heatmap.width AS resized",
          Change.IS_SAME_PREDICTION + " AS same_prediction",
          PairedMaps.FIRST + " AS first_target");

  /**
   * The table {@code images}: one row for each image, pair of maps and, if maps are paired by it,
   * explained class, sorted by name within partitions.
   */
  public Dataset<Row> images(PairedMaps paired) {
    List<String> columns = new ArrayList<>(OF_PAIRS);
    columns.add(2, (runs.byTarget() ? "b.target_name" : "b.class") + " AS class");
    ofAllRuns().forEach(change -> columns.add(change.sql() + " AS " + change.name()));
    if (!ofMetrics().isEmpty()) {
      columns.add(struct(ofMetrics().stream().map(c -> field(c, c.sql())).toList()));
    }
    return paired
        .rows()
        .selectExpr(columns.toArray(String[]::new))
        .sortWithinPartitions("image", "layer", "method", "baseline_target");
  }

  /** The numbers with columns of their own. The column same_prediction is there already. */
  private static List<Change> ofAllRuns() {
    return Change.OF_ALL_RUNS.stream()
        .filter(change -> !change.name().equals(Change.SAME_PREDICTION))
        .toList();
  }

  private List<Change> ofMetrics() {
    List<Change> changes = runs.changes();
    return changes.subList(Change.OF_ALL_RUNS.size(), changes.size());
  }

  private static String field(Change change, String sql) {
    return "'" + change.name() + "', " + sql;
  }

  private static String struct(List<String> fields) {
    return "named_struct(" + String.join(", ", fields) + ") AS metrics";
  }

  /**
   * The table {@code classes}: the mean of each number over the images of a class with its 95 %
   * interval. In rows where {@code class} is null, the mean is over all images. The bootstrap draws
   * images with all their maps, so that the interval belongs to a paired difference. Numbers about
   * predictions count an image once, in the row of the first class that both runs explained.
   *
   * @param images the table {@code images} as it was written
   */
  public Dataset<Row> classes(Dataset<Row> images) {
    List<Change> changes = runs.changes();
    List<String> fields = changes.stream().map(change -> field(change, written(change))).toList();
    Dataset<Row> inputs =
        images.selectExpr(
            "'' AS model",
            "layer",
            "method",
            "0 AS target",
            "coalesce(class, '') AS target_name",
            "image",
            "CAST(NULL AS DOUBLE) AS target_probability",
            struct(fields));
    SummaryPlan numbers =
        new SummaryPlan(changes.stream().map(Change::column).toList(), List.of(), List.of());
    String order = changes.stream().map(change -> "'" + change.name() + "'").collect(joining(", "));
    return MetricSummary.of(inputs, numbers)
        .selectExpr(
            "layer",
            "method",
            "target_name AS class",
            "metric AS number",
            "better",
            "n AS images",
            "rows",
            "mean",
            "low",
            "high",
            "array_position(array(" + order + "), metric) AS place")
        .repartition(1)
        .sortWithinPartitions("layer", "method", "class", "place")
        .drop("place");
  }

  private String written(Change change) {
    boolean once =
        change.isOfImage() && !(runs.independent() && change.name().equals(Change.ACCURACY));
    return once ? "IF(first_target, " + column(change) + ", NULL)" : column(change);
  }

  private String column(Change change) {
    if (change.name().equals(Change.SAME_PREDICTION)) {
      return "CAST(same_prediction AS DOUBLE)";
    }
    return ofMetrics().contains(change) ? "metrics.`" + change.name() + "`" : change.name();
  }

  /** The condition for rows with the same prediction and a low rank correlation. */
  public String otherEvidence() {
    return "same_prediction AND "
        + Change.RANK_CORRELATION
        + " < CAST("
        + runs.matching().agreement()
        + " AS DOUBLE)";
  }
}
