package io.github.heatmill.udf.function.argument;

import java.io.Serializable;
import java.util.Optional;
import org.apache.spark.sql.types.AbstractDataType;
import org.apache.spark.sql.types.DataType;

/** What a function takes at one of its positions. */
public interface Argument extends Serializable {

  /** As the usage names it. */
  String name();

  /** What it means, for the usage. */
  String text();

  /** What Spark shall give, or cast to where it can do that silently. */
  AbstractDataType type();

  /**
   * What Spark shall cast a type to.
   *
   * @return {@link #type}, or any where a cast would hide what {@link #problem} tells
   */
  default AbstractDataType type(DataType given) {
    return type();
  }

  /** What is wrong with a type that {@link #type} takes; empty where nothing is. */
  default Optional<String> problem(DataType given) {
    return Optional.empty();
  }

  /**
   * The value that functions work with.
   *
   * @param value as Spark holds it, never null
   * @param given its type
   * @return null if it says nothing, so that the function is null
   * @throws IllegalArgumentException if it makes no sense
   */
  Object read(Object value, DataType given);
}
