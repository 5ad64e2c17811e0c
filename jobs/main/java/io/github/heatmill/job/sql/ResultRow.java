package io.github.heatmill.job.sql;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;

/** A row of a query's result, in which any value may be missing. */
public record ResultRow(Row row) {

  /** A value; empty if it is null, or if an older table does not have the column. */
  public <T> Optional<T> value(String column) {
    boolean known = List.of(row.schema().fieldNames()).contains(column);
    return known ? Optional.ofNullable(row.getAs(column)) : Optional.empty();
  }

  /** A text; empty if it is missing. */
  public String text(String column) {
    return this.<Object>value(column).map(Object::toString).orElse("");
  }

  /** A number; NaN if it is missing. */
  public double number(String column) {
    return this.<Number>value(column).map(Number::doubleValue).orElse(Double.NaN);
  }

  /** A count; 0 if it is missing. */
  public long count(String column) {
    return this.<Number>value(column).map(Number::longValue).orElse(0L);
  }
}
