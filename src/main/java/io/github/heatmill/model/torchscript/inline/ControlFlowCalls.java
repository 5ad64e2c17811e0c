package io.github.heatmill.model.torchscript.inline;

import io.github.heatmill.model.program.Expression;
import io.github.heatmill.model.program.Expression.Attribute;
import io.github.heatmill.model.program.Expression.Call;
import io.github.heatmill.model.program.Expression.Name;
import io.github.heatmill.model.program.Statement;
import io.github.heatmill.model.program.Statement.Assign;
import io.github.heatmill.model.program.UnreadableSourceException;
import io.github.heatmill.model.torchscript.archive.Archive;
import io.github.heatmill.model.torchscript.archive.ModuleNode;
import io.github.heatmill.model.torchscript.syntax.Method;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the modules that are called from inside a condition or a loop, also by way of the module's
 * other methods.
 */
final class ControlFlowCalls {
  private final Archive archive;
  private final Set<String> paths = new LinkedHashSet<>();
  private final Set<String> visitedMethods = new HashSet<>();

  ControlFlowCalls(Archive archive) {
    this.archive = archive;
  }

  /** The paths of the modules that a statement, or one nested in it, calls. */
  Set<String> in(Statement statement, Frame frame) {
    visit(statement, frame);
    return paths;
  }

  private void visit(Statement statement, Frame frame) {
    if (statement instanceof Assign assign && assign.target() instanceof Name name) {
      frame.module(assign.value()).ifPresent(module -> frame.alias(name.name(), module));
    }
    statement.expressions().stream()
        .flatMap(Expression::all)
        .forEach(expression -> visit(expression, frame));
    statement.nested().forEach(nested -> visit(nested, frame));
  }

  private void visit(Expression expression, Frame frame) {
    Optional<ModuleNode> module = frame.calledModule(expression);
    if (module.isEmpty()) {
      return;
    }
    if (!module.get().path().equals(frame.self().path())) {
      paths.add(module.get().path());
      return;
    }
    String methodName = ((Attribute) ((Call) expression).callee()).name();
    if (visitedMethods.add(methodName)) {
      readable(module.get(), methodName)
          .ifPresent(
              method -> {
                Frame inner = new Frame(archive, module.get(), method, "");
                method.body().forEach(statement -> visit(statement, inner));
              });
    }
  }

  private static Optional<Method> readable(ModuleNode module, String methodName) {
    try {
      return module.type().method(methodName);
    } catch (UnreadableSourceException e) {
      // A method that cannot be read is not inlined, so nothing inside it is a target layer.
      return Optional.empty();
    }
  }
}
