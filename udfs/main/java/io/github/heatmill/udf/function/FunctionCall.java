package io.github.heatmill.udf.function;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.types.DataType;

/**
 * A function with its arguments bound to types, as executors call it: Spark's values in and out.
 */
public final class FunctionCall implements Serializable {
  private static final long serialVersionUID = 1L;

  private final FunctionCard card;
  private final List<DataType> types;
  private final SqlFunction.Evaluator evaluator;

  FunctionCall(FunctionCard card, List<DataType> types, SqlFunction.Evaluator evaluator) {
    this.card = card;
    this.types = List.copyOf(types);
    this.evaluator = evaluator;
  }

  /**
   * The result as Spark holds it. Called by generated code.
   *
   * @param values as Spark holds them, none of them null; changed here
   * @return null where the function is undefined
   * @throws IllegalArgumentException naming the function, if an argument makes no sense
   */
  public Object value(Object[] values) {
    try {
      for (int i = 0; i < values.length; i++) {
        values[i] = card.arguments().get(i).read(values[i], types.get(i));
        if (values[i] == null) {
          return null;
        }
      }
      Object result = evaluator.value(values);
      return result == null ? null : card.result().toSpark(result);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(card.name() + ": " + e.getMessage(), e);
    }
  }
}
