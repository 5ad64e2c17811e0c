package io.github.heatmill.udf.function;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
   * size of the picture that boxes are measured in stands in the Parquet files beside them.
   */
  public Expression call(List<Expression> given) {
    List<Argument> arguments = function.card().arguments();
    List<Expression> all = new ArrayList<>(given);
    for (int i = given.size(); i < arguments.size(); i++) {
      if (!(arguments.get(i) instanceof IntegerArgument side) || !side.isKnown()) {
        break;
      }
      Optional<Long> known =
          carried(given, side.metadata())
              .or(() -> side.hasDefault() ? Optional.of(0L) : Optional.empty());
      if (known.isEmpty()) {
        break;
      }
      all.add(new Literal(known.get().intValue(), DataTypes.IntegerType));
    }
    return new FunctionExpression(function, all);
  }

  /** What any column says that is read somewhere in the arguments. */
  private static Optional<Long> carried(List<Expression> expressions, String key) {
    for (Expression each : expressions) {
      if (each instanceof AttributeReference column && column.metadata().contains(key)) {
        return Optional.of(column.metadata().getLong(key));
      }
      Optional<Long> below = carried(ScalaLists.java(each.children()), key);
      if (below.isPresent()) {
        return below;
      }
    }
    return Optional.empty();
  }
}
