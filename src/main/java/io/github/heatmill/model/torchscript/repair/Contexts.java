package io.github.heatmill.model.torchscript.repair;

import io.github.heatmill.model.program.Expression;
import io.github.heatmill.model.program.Expression.Attribute;
import io.github.heatmill.model.program.Expression.Call;
import io.github.heatmill.model.program.Statement;
import io.github.heatmill.model.program.Statement.Assign;
import io.github.heatmill.model.program.Statement.Evaluate;
import io.github.heatmill.model.program.Statement.With;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Removes {@code with} statements and keeps their bodies: {@code with torch.no_grad()}, which would
 * hide all gradients, autocast, and marks for the profiler.
 */
final class Contexts implements Rewriting {
  private static final Set<String> WITHOUT_GRADIENTS =
      Set.of("no_grad", "inference_mode", "set_grad_enabled");
  private static final Set<String> WITHOUT_EFFECT =
      Set.of("autocast", "enable_grad", "record_function");
  private static final String PROFILER = "ops.profiler._record_function_";

  private final Set<String> gradients = new TreeSet<>();
  private final Set<String> autocast = new TreeSet<>();

  @Override
  public List<Statement> statement(Statement statement, Scope scope) {
    if (statement instanceof With with) {
      return isLeftOut(with.context(), scope) ? with.body() : List.of(with);
    }
    return value(statement).map(value -> isOfContext(value, scope)).orElse(false)
        ? List.of()
        : List.of(statement);
  }

  private static Optional<Expression> value(Statement statement) {
    if (statement instanceof Evaluate evaluate) {
      return Optional.of(evaluate.value());
    }
    return statement instanceof Assign assign ? Optional.of(assign.value()) : Optional.empty();
  }

  /** Whether it makes or prepares the object of a context that is left out. */
  private boolean isOfContext(Expression value, Scope scope) {
    if (!(value instanceof Call call)) {
      return false;
    }
    if (call.callee().text().startsWith(PROFILER)) {
      return true;
    }
    boolean prepares =
        call.callee() instanceof Attribute method && method.name().equals("__init__");
    return isLeftOut(prepares ? ((Attribute) call.callee()).base() : call, scope);
  }

  private boolean isLeftOut(Expression object, Scope scope) {
    String made = scope.madeClass(object);
    if (WITHOUT_GRADIENTS.contains(made)) {
      gradients.add("torch." + made);
    } else if (made.equals("autocast")) {
      autocast.add(made);
    }
    return WITHOUT_GRADIENTS.contains(made) || WITHOUT_EFFECT.contains(made);
  }

  @Override
  public List<String> notes() {
    if (gradients.isEmpty() && autocast.isEmpty()) {
      return List.of();
    }
    String lost = gradients.isEmpty() ? "" : "gradients pass " + String.join(", ", gradients);
    String cast = autocast.isEmpty() ? "" : "autocast left out";
    return List.of(lost, cast).stream().filter(note -> !note.isEmpty()).toList();
  }
}
