package io.github.heatmill.udf;

import io.github.heatmill.metric.Column;
import io.github.heatmill.metric.Metric;
import io.github.heatmill.metric.Scores;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/** Makes the rows of {@link Tables#SCORED}. What is not measured now stays as it was. */
final class ScoredRows {
  private static final StructType TYPE = Tables.EXPLANATIONS;

  private final Set<String> columns;

  /**
   * Prepares to replace the numbers of some metrics.
   *
   * @param metrics those that are measured now
   */
  ScoredRows(List<Metric> metrics) {
    this.columns =
        metrics.stream()
            .flatMap(metric -> metric.columns().stream())
            .map(Column::name)
            .collect(Collectors.toSet());
  }

  /** The rows of an image that could not be measured. */
  List<Row> failed(ExplainedImage image, ImageFailure failure) {
    return image.rows().stream().map(row -> RowFactory.create(row, failure.row())).toList();
  }

  /**
   * The rows of an image.
   *
   * @param scores one a row
   */
  List<Row> measured(ExplainedImage image, List<Scores> scores, SourceImage source) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < scores.size(); i++) {
      rows.add(RowFactory.create(measured(image.rows().get(i), scores.get(i), source), null));
    }
    return rows;
  }

  private Row measured(Row row, Scores scores, SourceImage source) {
    Object[] values = new Object[TYPE.length()];
    Arrays.setAll(values, row::get);
    MetricColumns measured = MetricColumns.of(Optional.of(scores));
    update(values, "metrics", merged(Tables.METRICS, row.getAs("metrics"), measured.metrics()));
    update(values, "chance", merged(Tables.CHANCE, row.getAs("chance"), measured.chance()));
    update(values, "curves", curves(row, scores));
    if (measured.shares() != null) {
      update(values, "energy_by_label", measured.shares());
    }
    if (source.truth().isPresent() || source.problem().isPresent()) {
      update(values, "boxes", AnnotationColumns.boxes(source));
      update(values, "annotation", AnnotationColumns.annotation(source));
    }
    return RowFactory.create(values);
  }

  private static void update(Object[] values, String column, Object value) {
    values[TYPE.fieldIndex(column)] = value;
  }

  /** New numbers, also where they are undefined now, and old ones of other metrics. */
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
    Map<String, double[]> all = new TreeMap<>();
    if (row.getAs("curves") != null) {
      Map<String, scala.collection.Seq<Double>> old = row.getJavaMap(TYPE.fieldIndex("curves"));
      old.keySet().stream()
          .filter(name -> !columns.contains(name))
          .forEach(name -> all.put(name, values(old.get(name))));
    }
    all.putAll(scores.curves());
    return MetricColumns.curves(all);
  }

  private static double[] values(scala.collection.Seq<Double> curve) {
    double[] values = new double[curve.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = curve.apply(i);
    }
    return values;
  }
}
