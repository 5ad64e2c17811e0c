package io.github.heatmill.udf.table;

import io.github.heatmill.metric.scoring.Scores;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import scala.collection.mutable.LinkedHashMap;

/**
 * The scores of a map as columns of a row. All are null if no metric was requested.
 *
 * @param metrics a row of {@link Tables#METRICS}
 * @param chance a row of {@link Tables#CHANCE}
 * @param curves a value of {@link Tables#CURVES}
 * @param shares a value of {@link Tables#SHARES}
 */
public record MetricColumns(
    Row metrics,
    Row chance,
    LinkedHashMap<String, Double[]> curves,
    LinkedHashMap<String, Double> shares) {
  private static final MetricColumns NONE = new MetricColumns(null, null, null, null);

  /**
   * Makes the columns.
   *
   * @param scores empty if no metric was requested
   */
  public static MetricColumns of(Optional<Scores> scores) {
    return scores
        .map(
            some ->
                new MetricColumns(
                    row(Tables.METRICS, some.values()),
                    row(Tables.CHANCE, some.chance()),
                    curves(some.curves()),
                    column(some.shares(), share -> share)))
        .orElse(NONE);
  }

  /** A value of {@link Tables#CURVES}; null without curves. */
  public static LinkedHashMap<String, Double[]> curves(Map<String, double[]> curves) {
    return column(curves, curve -> DoubleStream.of(curve).boxed().toArray(Double[]::new));
  }

  private static Row row(StructType type, Map<String, Double> values) {
    if (values.isEmpty()) {
      return null;
    }
    Object[] fields = new Object[type.length()];
    for (int i = 0; i < fields.length; i++) {
      fields[i] = values.get(type.fieldNames()[i]);
    }
    return RowFactory.create(fields);
  }

  /**
   * Converts a map to a Scala map, which Spark requires. This class is the same in all versions of
   * Scala. The result is null for an empty map.
   */
  public static <T, U> LinkedHashMap<String, U> column(Map<String, T> map, Function<T, U> value) {
    if (map.isEmpty()) {
      return null;
    }
    LinkedHashMap<String, U> column = new LinkedHashMap<>();
    map.forEach((key, each) -> column.put(key, value.apply(each)));
    return column;
  }
}
