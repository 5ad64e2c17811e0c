package io.github.heatmill.udf.function.argument;

import java.io.Serializable;
import java.util.Optional;
import org.apache.spark.sql.types.AbstractDataType;
import org.apache.spark.sql.types.DataType;

/** An argument of a function: its name, its type, and how its value is read. */
public interface Argument extends Serializable {

  /** The name in the help text. */
  String name();

  /** The meaning, for the help text. */
  String text();

  /** The type to which Spark casts a value if it can do so silently. */
  AbstractDataType type();

  /**
   * The type to which Spark casts a value of a given type.
   *
   * @return {@link #type}, or any type if a cast would hide the {@link #problem}
   */
  default AbstractDataType type(DataType given) {
    return type();
  }

  /** The problem of a type that {@link #type} accepts; empty if it is right. */
  default Optional<String> problem(DataType given) {
    return Optional.empty();
  }

  /**
   * Converts a value for the function.
   *
   * @param value in Spark's representation, never null
   * @param given its type
   * @return null if the result of the function is null for this value
   * @throws IllegalArgumentException if the value is invalid
   */
  Object read(Object value, DataType given);
}
