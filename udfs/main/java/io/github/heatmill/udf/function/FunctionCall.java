package io.github.heatmill.udf.function;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.types.DataType;

/**
 * A call of a function on executors, with the types of its arguments. It converts between Spark's
 * values and those of the function.
 */
public final class FunctionCall implements Serializable {
  private static final long serialVersionUID = 1L;

  private final FunctionCard card;
  private final List<DataType> types;
  private final SqlFunction.Evaluator evaluator;

  private FunctionCall(FunctionCard card, List<DataType> types, SqlFunction.Evaluator evaluator) {
    this.card = card;
    this.types = List.copyOf(types);
    this.evaluator = evaluator;
  }

  /**
   * Prepares the call of a function.
   *
   * @throws IllegalArgumentException if a constant is invalid; the message names the function
   */
  static FunctionCall of(SqlFunction function, List<Expression> arguments) {
    FunctionCard card = function.card();
    List<DataType> types = arguments.stream().map(Expression::dataType).toList();
    try {
      ConstantArguments constants = new ConstantArguments(card, arguments);
      return new FunctionCall(card, types, function.evaluator(constants));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(card.name() + ": " + e.getMessage(), e);
    }
  }

  /**
   * Computes the result, in Spark's representation. Generated code calls this.
   *
   * @param values the arguments in Spark's representation, none of them null; overwritten here
   * @return null if the result is undefined
   * @throws IllegalArgumentException if an argument is invalid; the message names the function
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
