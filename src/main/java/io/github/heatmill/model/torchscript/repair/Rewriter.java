package io.github.heatmill.model.torchscript.repair;

import io.github.heatmill.model.program.Expression;
import io.github.heatmill.model.program.Statement;
import io.github.heatmill.model.program.Statement.Assign;
import io.github.heatmill.model.program.Statement.Evaluate;
import io.github.heatmill.model.program.Statement.If;
import io.github.heatmill.model.program.Statement.Loop;
import io.github.heatmill.model.program.Statement.Return;
import io.github.heatmill.model.program.Statement.With;
import io.github.heatmill.model.torchscript.syntax.Method;
import java.util.List;
import java.util.Optional;

/** Applies rewritings to everything in a method, from the inside out. */
final class Rewriter {
  private final List<Rewriting> rewritings;
  private final Scope scope;

  Rewriter(List<Rewriting> rewritings, Scope scope) {
    this.rewritings = rewritings;
    this.scope = scope;
  }

  /** The method with its body rewritten. */
  Method method() {
    Method method = scope.method();
    return new Method(
        method.name(), method.parameters(), method.result(), block(method.body(), List.of()));
  }

  /** A block that may not be empty holds {@code otherwise} if nothing else is left. */
  private List<Statement> block(List<Statement> body, List<Statement> otherwise) {
    List<Statement> rewritten = body.stream().flatMap(s -> statement(s).stream()).toList();
    return rewritten.isEmpty() ? otherwise : rewritten;
  }

  private List<Statement> inner(List<Statement> body) {
    return block(body, body.isEmpty() ? List.of() : List.of(new Statement.Pass()));
  }

  private List<Statement> statement(Statement statement) {
    List<Statement> result = List.of(withParts(statement));
    for (Rewriting rewriting : rewritings) {
      result = result.stream().flatMap(each -> rewriting.statement(each, scope).stream()).toList();
    }
    return result;
  }

  private Statement withParts(Statement statement) {
    if (statement instanceof Assign assign) {
      return new Assign(assign.target(), assign.type(), expression(assign.value()));
    }
    if (statement instanceof Evaluate evaluate) {
      return new Evaluate(expression(evaluate.value()));
    }
    if (statement instanceof Return value) {
      return new Return(expression(value.value()));
    }
    if (statement instanceof If choice) {
      return new If(expression(choice.condition()), inner(choice.yes()), inner(choice.no()));
    }
    if (statement instanceof Loop loop) {
      Optional<Expression> variable = loop.variable();
      return new Loop(variable, expression(loop.range()), inner(loop.body()));
    }
    return statement instanceof With with
        ? new With(expression(with.context()), inner(with.body()))
        : statement;
  }

  private Expression expression(Expression expression) {
    Expression result = expression.withParts(this::expression);
    for (Rewriting rewriting : rewritings) {
      result = rewriting.expression(result, scope);
    }
    return result;
  }
}
