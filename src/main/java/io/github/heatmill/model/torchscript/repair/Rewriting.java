package io.github.heatmill.model.torchscript.repair;

import io.github.heatmill.model.program.Expression;
import io.github.heatmill.model.program.Statement;
import java.util.List;

/** One kind of change of a network's text. It counts what it changes. */
interface Rewriting {

  /**
   * What stands for an expression whose parts are rewritten already.
   *
   * @param scope the method or function in which it stands
   */
  default Expression expression(Expression expression, Scope scope) {
    return expression;
  }

  /** What stands for a statement whose expressions and nested statements are rewritten already. */
  default List<Statement> statement(Statement statement, Scope scope) {
    return List.of(statement);
  }

  /** What was changed, for people; empty if nothing was. */
  List<String> notes();
}
