package io.github.heatmill.udf.function;

import io.github.heatmill.udf.function.argument.Argument;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.Expression;

/** Checks calls of functions while the query is analysed. */
final class CallCheck {

  private CallCheck() {}

  /**
   * Checks the number of arguments. If an optional argument is missing, the message says why no
   * column provides it.
   */
  static Optional<String> shape(FunctionCard card, int given) {
    List<Argument> arguments = card.arguments();
    if (given < card.required() || given > arguments.size()) {
      return Optional.of(card.info().takesNot(given));
    }
    if (given == arguments.size()) {
      return Optional.empty();
    }
    String why =
        given == card.required()
            ? "no column carries it, or columns disagree"
            : "what columns carry does not go with what the query gives";
    return Optional.of(
        String.format("Missing %s: %s (call %s)", arguments.get(given).name(), why, card.call()));
  }

  /** Checks argument types that Spark itself accepts. */
  static Optional<String> types(FunctionCard card, List<Expression> arguments) {
    for (int i = 0; i < arguments.size(); i++) {
      Optional<String> problem = card.arguments().get(i).problem(arguments.get(i).dataType());
      if (problem.isPresent()) {
        return problem;
      }
    }
    return Optional.empty();
  }

  /** Checks the constant arguments, each alone and all together. */
  static Optional<String> values(SqlFunction function, ConstantArguments constants) {
    try {
      constants.check();
      function.evaluator(constants);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(e.getMessage());
    }
  }
}
