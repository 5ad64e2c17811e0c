package io.github.heatmill.model.program.origin;

import io.github.heatmill.model.program.Expression;
import io.github.heatmill.model.program.Expression.Call;
import io.github.heatmill.model.program.Statement;
import io.github.heatmill.model.program.Statement.If;
import java.util.List;
import java.util.Optional;

/**
 * The statements of a network, or of a method or function that it calls, with what is known of
 * their values before the network runs.
 */
public interface Routine {

  /** The statements, in the order of execution; the last one returns the result. */
  List<Statement> body();

  /** What the caller gives for a parameter; empty if this is none. */
  Optional<Expression> argument(String parameter);

  /** The value of an expression, see {@link io.github.heatmill.model.program.ConstantRules}. */
  Optional<Object> value(Expression expression);

  /** The statements that a condition leads to, if its result is known. */
  Optional<List<Statement>> decided(If choice);

  /** The method or function that a call in this one runs; empty for operators. */
  Optional<? extends Routine> called(Call call);

  /** Whether a call makes a named tuple of its arguments. */
  boolean makesTuple(Call call);
}
