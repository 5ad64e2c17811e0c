package io.github.heatmill.model.generate;

import io.github.heatmill.model.program.Expression;
import io.github.heatmill.model.program.Expression.Attribute;
import io.github.heatmill.model.program.Expression.Call;
import io.github.heatmill.model.program.Expression.Literal;
import io.github.heatmill.model.program.Expression.Name;
import io.github.heatmill.model.program.Expression.Subscript;
import io.github.heatmill.model.program.Statement;
import java.util.List;

/**
 * Replaces attention, for which libtorch may choose a fused operator that has first derivatives
 * alone, by the same attention in steps, which has second ones.
 */
final class TwiceDifferentiable {
  private static final Name TORCH = new Name("torch");
  private static final Attribute FUSED = new Attribute(TORCH, "scaled_dot_product_attention");
  private static final Attribute IN_STEPS =
      new Attribute(TORCH, "_scaled_dot_product_attention_math");

  private TwiceDifferentiable() {}

  /** The same statements, equal to those that are given if nothing is replaced. */
  static List<Statement> of(List<Statement> statements) {
    return statements.stream()
        .map(statement -> statement.with(TwiceDifferentiable::replaced))
        .toList();
  }

  private static Expression replaced(Expression expression) {
    Expression inside = expression.withParts(TwiceDifferentiable::replaced);
    // It returns the weights of the attention, too.
    return inside instanceof Call call && call.callee().equals(FUSED)
        ? new Subscript(new Call(IN_STEPS, call.arguments()), List.of(new Literal("0")))
        : inside;
  }
}
