package io.github.heatmill.udf.function;

import io.github.heatmill.udf.function.argument.Argument;
import io.github.heatmill.udf.function.argument.InputArgument;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;

/** Builds the call of a function from the arguments in a query. */
public final class FunctionBuilder {
  private final SqlFunction function;

  /** A builder for calls of this function. */
  public FunctionBuilder(SqlFunction function) {
    this.function = function;
  }

  /**
   * Builds the call. Missing arguments are taken from the metadata of columns: the Parquet files of
   * a run carry the size of the input in which boxes are measured. A query gives either none or all
   * of these arguments, because a height of one picture and a width of another make no sense.
   */
  public Expression call(List<Expression> given) {
    List<Argument> arguments = function.card().arguments();
    List<Expression> all = new ArrayList<>(given);
    boolean complete = given.size() == function.card().required();
    for (int i = given.size(); complete && i < arguments.size(); i++) {
      InputArgument input = (InputArgument) arguments.get(i);
      Set<Object> known = new HashSet<>();
      collect(given, input, known);
      if (known.isEmpty()) {
        input.otherwise().ifPresent(known::add);
      }
      if (known.size() != 1) { // Columns that disagree are not used.
        break;
      }
      all.add(literal(known.iterator().next()));
    }
    return new FunctionExpression(function, all);
  }

  private static Literal literal(Object value) {
    return value instanceof Integer
        ? new Literal(value, DataTypes.IntegerType)
        : new Literal(UTF8String.fromString(value.toString()), DataTypes.StringType);
  }

  /** Collects the values of an argument from all columns in the arguments. */
  private static void collect(
      List<Expression> expressions, InputArgument input, Set<Object> known) {
    for (Expression each : expressions) {
      if (each instanceof AttributeReference column) {
        input.in(column.metadata()).ifPresent(known::add);
      }
      collect(ScalaLists.java(each.children()), input, known);
    }
  }
}
