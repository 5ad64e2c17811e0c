package io.github.heatmill.udf.score;

import io.github.heatmill.metric.Column;
import io.github.heatmill.metric.Metric;
import io.github.heatmill.metric.scoring.Scores;
import io.github.heatmill.udf.annotation.ImageAnnotation;
import io.github.heatmill.udf.image.ImageFailure;
import io.github.heatmill.udf.request.ScoringSpec;
import io.github.heatmill.udf.table.MetricColumns;
import io.github.heatmill.udf.table.Tables;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import scala.collection.Seq;

/** Makes rows of {@link Tables#SCORED}. Numbers that are not measured now keep their values. */
final class ScoredRows {
  private static final StructType TYPE = Tables.EXPLANATIONS;

  private final Set<String> columns;
  private final boolean shares;
  private final boolean annotated;

  /**
   * Prepares to replace the numbers of some metrics.
   *
   * @param scoring the metrics, and the ground truth if there is any
   */
  ScoredRows(ScoringSpec scoring) {
    List<Metric> metrics = scoring.scorer().metrics();
    this.columns =
        metrics.stream()
            .flatMap(metric -> metric.columns().stream())
            .map(Column::name)
            .collect(Collectors.toSet());
    this.shares = metrics.stream().anyMatch(Metric::givesShares);
    this.annotated = !scoring.annotations().isEmpty();
  }

  /**
   * The rows of an image that could not be measured. The requested numbers become null, because
   * earlier numbers may have been measured in another way.
   */
  List<Row> failed(ExplainedImage image, ImageFailure failure) {
    return image.rows().stream()
        .map(row -> RowFactory.create(RowFactory.create(scored(row, Scores.NONE)), failure.row()))
        .toList();
  }

  /**
   * The rows of an image that was measured.
   *
   * @param scores one per row
   */
  List<Row> measured(ExplainedImage image, List<Scores> scores, ImageAnnotation annotation) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < scores.size(); i++) {
      Object[] values = scored(image.rows().get(i), scores.get(i));
      if (annotated) {
        update(values, "boxes", annotation.boxes());
        update(values, "annotation", annotation.counts());
      }
      rows.add(RowFactory.create(RowFactory.create(values), null));
    }
    return rows;
  }

  private Object[] scored(Row row, Scores scores) {
    MetricColumns measured = MetricColumns.of(Optional.of(scores));
    Object[] values = new Object[TYPE.length()];
    Arrays.setAll(values, row::get);
    update(values, "metrics", merged(Tables.METRICS, row.getAs("metrics"), measured.metrics()));
    update(values, "chance", merged(Tables.CHANCE, row.getAs("chance"), measured.chance()));
    update(values, "curves", curves(row, scores));
    if (shares) {
      update(values, "energy_by_label", measured.shares());
    }
    return values;
  }

  private static void update(Object[] values, String column, Object value) {
    values[TYPE.fieldIndex(column)] = value;
  }

  /** The new numbers, even undefined ones, and the old numbers of all other metrics. */
  private Row merged(StructType type, Row old, Row measured) {
    Object[] values = new Object[type.length()];
    for (int i = 0; i < values.length; i++) {
      Row from = columns.contains(type.fieldNames()[i]) ? measured : old;
      values[i] = from == null ? null : from.get(i);
    }
    return Arrays.stream(values).allMatch(value -> value == null)
        ? null
        : RowFactory.create(values);
  }

  private Object curves(Row row, Scores scores) {
    Map<String, double[]> all = new TreeMap<>(scores.curves());
    if (row.getAs("curves") != null) {
      Map<String, Seq<Double>> old = row.getJavaMap(TYPE.fieldIndex("curves"));
      old.keySet().stream()
          .filter(name -> !columns.contains(name))
          .forEach(name -> all.put(name, values(old.get(name))));
    }
    return MetricColumns.curves(all);
  }

  private static double[] values(Seq<Double> curve) {
    return IntStream.range(0, curve.size()).mapToDouble(curve::apply).toArray();
  }
}
