package io.github.heatmill.udf.function;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.trees.TreePattern;

/** The arguments of a call whose values are known before the query runs. */
record ConstantArguments(FunctionCard card, List<Expression> arguments)
    implements SqlFunction.Constants {

  @Override
  public Optional<Object> at(int position) {
    if (position >= arguments.size() || !isConstant(arguments.get(position))) {
      return Optional.empty();
    }
    Expression argument = arguments.get(position);
    return Optional.ofNullable(argument.eval(null))
        .map(value -> card.arguments().get(position).read(value, argument.dataType()));
  }

  /**
   * Whether an argument has a value already. Spark calls {@code current_date()} and {@code nvl}
   * foldable before they have one.
   */
  private static boolean isConstant(Expression argument) {
    return argument.foldable()
        && !argument.containsPattern(TreePattern.CURRENT_LIKE())
        && !argument.containsPattern(TreePattern.RUNTIME_REPLACEABLE());
  }

  /**
   * Checks each constant.
   *
   * @throws IllegalArgumentException if one is invalid for every row
   */
  void check() {
    for (int i = 0; i < arguments.size(); i++) {
      at(i);
    }
  }
}
