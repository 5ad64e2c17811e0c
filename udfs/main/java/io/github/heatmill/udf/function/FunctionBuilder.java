package io.github.heatmill.udf.function;

import io.github.heatmill.udf.function.argument.Argument;
import io.github.heatmill.udf.function.argument.IntegerArgument;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.types.DataTypes;

/** Makes the call of a function from what a query gives it. */
public final class FunctionBuilder {
  private final SqlFunction function;

  /** Calls this function. */
  public FunctionBuilder(SqlFunction function) {
    this.function = function;
  }

  /**
   * The call. Arguments that were left out are completed by what the columns of a table carry: the
   * size of the picture that boxes are measured in stands in the Parquet files beside them. Whoever
   * gives some of them gives all: a height of one picture and a width of another are of no use.
   */
  public Expression call(List<Expression> given) {
    List<Argument> arguments = function.card().arguments();
    List<Expression> all = new ArrayList<>(given);
    boolean complete = given.size() == function.card().required();
    for (int i = given.size(); complete && i < arguments.size(); i++) {
      IntegerArgument side = (IntegerArgument) arguments.get(i);
      Set<Long> known = new TreeSet<>();
      collect(given, side.metadata(), known);
      if (known.isEmpty() && side.hasDefault()) {
        known.add(0L);
      }
      if (known.size() != 1) { // Of columns that disagree, neither is to be believed.
        break;
      }
      all.add(new Literal(known.iterator().next().intValue(), DataTypes.IntegerType));
    }
    return new FunctionExpression(function, all);
  }

  /** What the columns say that are read somewhere in the arguments. */
  private static void collect(List<Expression> expressions, String key, Set<Long> known) {
    for (Expression each : expressions) {
      if (each instanceof AttributeReference column && column.metadata().contains(key)) {
        known.add(column.metadata().getLong(key));
      }
      collect(ScalaLists.java(each.children()), key, known);
    }
  }
}
