package io.github.heatmill.model.torchscript.repair;

import io.github.heatmill.model.program.Expression;
import io.github.heatmill.model.program.Expression.Attribute;
import io.github.heatmill.model.program.Expression.Call;
import io.github.heatmill.model.program.Expression.Literal;
import io.github.heatmill.model.program.Expression.Name;
import io.github.heatmill.model.program.Statement;
import io.github.heatmill.model.program.Statement.Assign;
import io.github.heatmill.model.source.Counts;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps every branch of a residual network that was traced in training mode with stochastic depth.
 * There, a branch is multiplied by random zeros and ones that are divided by their mean: {@code
 * noise.bernoulli_(p).div_(p)}. In evaluation mode this factor is 1.
 */
final class StochasticDepth implements Rewriting {
  private static final String RANDOM = "torch.bernoulli_";
  private static final Set<String> DIVISIONS = Set.of("torch.div_", "torch.div");

  private final Map<Scope, Set<String>> factors = new HashMap<>();
  private final Counts changed = new Counts();

  /** The same in one expression. */
  @Override
  public Expression expression(Expression expression, Scope scope) {
    return expression instanceof Call call
            && DIVISIONS.contains(call.callee().text())
            && isRandom(call.arguments().get(0))
        ? ones((Call) call.arguments().get(0))
        : expression;
  }

  private static boolean isRandom(Expression value) {
    return value instanceof Call call
        && call.callee().text().equals(RANDOM)
        && call.arguments().size() > 1
        && call.arguments().get(1) instanceof Literal;
  }

  private Call ones(Call random) {
    changed.add("stochastic depth");
    Expression fill = new Attribute(new Name("torch"), "fill_");
    return new Call(fill, List.of(random.arguments().get(0), new Literal("1")));
  }

  @Override
  public List<Statement> statement(Statement statement, Scope scope) {
    if (!(statement instanceof Assign assign) || !(assign.target() instanceof Name target)) {
      return List.of(statement);
    }
    Set<String> names = factors.computeIfAbsent(scope, StochasticDepth::factors);
    if (names.contains(target.name())) {
      return List.of(new Assign(target, assign.type(), ones((Call) assign.value())));
    }
    Optional<String> divided = divided(assign.value());
    return divided.filter(names::contains).isPresent()
        ? List.of(new Assign(target, assign.type(), new Name(divided.get())))
        : List.of(statement);
  }

  /** The variables with random zeros and ones that are divided. */
  private static Set<String> factors(Scope scope) {
    Set<String> random = new HashSet<>();
    Set<String> divided = new HashSet<>();
    for (Statement statement : scope.method().body()) {
      if (statement instanceof Assign assign && assign.target() instanceof Name target) {
        if (isRandom(assign.value())) {
          random.add(target.name());
        }
        divided(assign.value()).ifPresent(divided::add);
      }
    }
    random.retainAll(divided);
    return random;
  }

  private static Optional<String> divided(Expression value) {
    return value instanceof Call call
            && DIVISIONS.contains(call.callee().text())
            && call.arguments().get(0) instanceof Name name
        ? Optional.of(name.name())
        : Optional.empty();
  }

  @Override
  public List<String> notes() {
    return changed.isEmpty() ? List.of() : List.of("every branch kept (" + changed.text() + ")");
  }
}
