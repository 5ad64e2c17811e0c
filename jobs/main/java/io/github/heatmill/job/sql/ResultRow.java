package io.github.heatmill.job.sql;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;

/** A row that a query gave, of which any value may be missing. */
public record ResultRow(Row row) {

  /** A value of any kind; empty where it is null, or older tables lack its column. */
  public <T> Optional<T> value(String column) {
    boolean known = List.of(row.schema().fieldNames()).contains(column);
    return known ? Optional.ofNullable(row.getAs(column)) : Optional.empty();
  }

  /** A text; empty where it is missing. */
  public String text(String column) {
    return this.<Object>value(column).map(Object::toString).orElse("");
  }

  /** A number; NaN where it is missing. */
  public double number(String column) {
    return this.<Number>value(column).map(Number::doubleValue).orElse(Double.NaN);
  }

  /** A count; 0 where it is missing. */
  public long count(String column) {
    return this.<Number>value(column).map(Number::longValue).orElse(0L);
  }
}
