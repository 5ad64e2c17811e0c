package io.github.heatmill.udf.function;

import io.github.heatmill.udf.function.argument.Argument;
import io.github.heatmill.udf.function.argument.InputSideArgument;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.types.DataTypes;

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
      InputSideArgument side = (InputSideArgument) arguments.get(i);
      Set<Long> known = new TreeSet<>();
      collect(given, side.metadata(), known);
      if (known.isEmpty() && side.isZeroByDefault()) {
        known.add(0L);
      }
      if (known.size() != 1) { // Columns that disagree are not used.
        break;
      }
      all.add(new Literal(known.iterator().next().intValue(), DataTypes.IntegerType));
    }
    return new FunctionExpression(function, all);
  }

  /** Collects the values of a metadata key from all columns in the arguments. */
  private static void collect(List<Expression> expressions, String key, Set<Long> known) {
    for (Expression each : expressions) {
      if (each instanceof AttributeReference column && column.metadata().contains(key)) {
        known.add(column.metadata().getLong(key));
      }
      collect(ScalaLists.java(each.children()), key, known);
    }
  }
}
