package io.github.heatmill.udf.function;

import io.github.heatmill.udf.function.argument.Argument;
import java.io.Serializable;
import java.util.Optional;

/**
 * A function of SQL. Immutable; the same arguments give the same result everywhere.
 *
 * <p>Found through the service file of this interface, so that adding one means one class, one line
 * there, and one test.
 */
public interface SqlFunction extends Serializable {

  /** What it is called, takes, gives, and says of itself. */
  FunctionCard card();

  /**
   * What computes it in one query.
   *
   * @param constants the arguments that are the same for every row, by their position; empty for
   *     those that are not, and for optional ones that were left out
   * @throws IllegalArgumentException if the constants make no sense together
   */
  Evaluator evaluator(Constants constants);

  /** Arguments that a query gives the same value for every row. */
  @FunctionalInterface
  interface Constants {
    /** The value as {@link Argument#read} gives it. */
    Optional<Object> at(int position);
  }

  /** Computes one row. */
  @FunctionalInterface
  interface Evaluator extends Serializable {
    /**
     * The result.
     *
     * @param arguments as {@link Argument#read} gives them, none of them null
     * @return what {@link ResultType} takes; null where the function is undefined
     * @throws IllegalArgumentException if an argument makes no sense
     */
    Object value(Object[] arguments);
  }
}
