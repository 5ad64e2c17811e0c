package io.github.heatmill.udf.function;

import io.github.heatmill.udf.function.argument.Argument;
import java.io.Serializable;
import java.util.Optional;

/**
 * A SQL function. It is immutable, and the same arguments give the same result everywhere.
 *
 * <p>Functions are found through the service file of this interface. A new function needs one
 * class, one line in that file, and one test.
 */
public interface SqlFunction extends Serializable {

  /** The name, the arguments, the result and the help text. */
  FunctionCard card();

  /**
   * Makes the evaluator for one query.
   *
   * @param constants the arguments that are the same for every row, by position; empty for other
   *     arguments and for optional ones that are missing
   * @throws IllegalArgumentException if the constants are invalid together
   */
  Evaluator evaluator(Constants constants);

  /** The arguments that have the same value for every row. */
  @FunctionalInterface
  interface Constants {
    /** The value of an argument, as returned by {@link Argument#read}. */
    Optional<Object> at(int position);
  }

  /** Computes the result for one row. */
  @FunctionalInterface
  interface Evaluator extends Serializable {
    /**
     * Computes the result.
     *
     * @param arguments as returned by {@link Argument#read}, none of them null
     * @return a value of the {@link ResultType}; null if it is undefined
     * @throws IllegalArgumentException if an argument is invalid
     */
    Object value(Object[] arguments);
  }
}
