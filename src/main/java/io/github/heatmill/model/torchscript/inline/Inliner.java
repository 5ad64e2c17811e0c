package io.github.heatmill.model.torchscript.inline;

import io.github.heatmill.model.ModelFormatException;
import io.github.heatmill.model.program.Expression;
import io.github.heatmill.model.program.Expression.Attribute;
import io.github.heatmill.model.program.Expression.Call;
import io.github.heatmill.model.program.Expression.Choice;
import io.github.heatmill.model.program.Expression.Name;
import io.github.heatmill.model.program.FlatProgram;
import io.github.heatmill.model.program.FlatProgram.Tap;
import io.github.heatmill.model.program.Statement;
import io.github.heatmill.model.program.Statement.Assign;
import io.github.heatmill.model.program.Statement.Evaluate;
import io.github.heatmill.model.program.Statement.If;
import io.github.heatmill.model.program.Statement.Return;
import io.github.heatmill.model.program.UnreadableSourceException;
import io.github.heatmill.model.torchscript.archive.Archive;
import io.github.heatmill.model.torchscript.archive.ModuleNode;
import io.github.heatmill.model.torchscript.syntax.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Inlines the methods on the way to the requested layers into one straight list of statements.
 * Everything else stays a call, so that the list does exactly the same as the network, in the same
 * order.
 *
 * <p>A network can be cut only where control flow cannot jump over the cut: calls inside loops are
 * not inlined, nor calls inside conditions that the saved file does not decide, nor a layer that is
 * called more than once.
 */
public final class Inliner {
  private final Archive archive;
  private final Set<String> targets;
  private final List<Statement> statements = new ArrayList<>();
  private final Map<String, Tap> taps = new LinkedHashMap<>();
  private final Refusals refusals = new Refusals();
  private int fresh;

  private Inliner(Archive archive, Set<String> targets) {
    this.archive = archive;
    this.targets = targets;
  }

  /**
   * Flattens a network.
   *
   * @param targets paths of the layers whose outputs are needed
   * @throws ModelFormatException if the network's own forward cannot be read
   */
  public static FlatProgram flatten(Archive archive, Set<String> targets) {
    return new Inliner(archive, targets).flatten();
  }

  private FlatProgram flatten() {
    ModuleNode root = archive.root();
    Method forward;
    Expression output;
    try {
      forward =
          root.type()
              .method("forward")
              .orElseThrow(() -> new UnreadableSourceException("the network has no forward"));
      NetworkInput.expectImages(forward);
      output = inline(root, forward, List.of(new Name(FlatProgram.INPUT)));
    } catch (UnreadableSourceException e) {
      throw new ModelFormatException("Unreadable network: " + e.getMessage(), e);
    }
    Map<String, String> reasons = refusals.completed(targets, taps.keySet());
    taps.keySet().removeAll(reasons.keySet());
    String outputType = forward.result().map(Expression::text).orElse("Tensor");
    return new FlatProgram(statements, taps, reasons, output, outputType);
  }

  private Expression inline(ModuleNode self, Method method, List<Expression> arguments) {
    if (!method.returnsAtItsEnd()) {
      throw new UnreadableSourceException(method.name() + " returns from its middle");
    }
    Frame frame = new Frame(archive, self, method, "f" + fresh++ + "_");
    statements.addAll(ArgumentBinding.of(method, arguments, frame));
    List<Statement> body = method.body();
    body.subList(0, body.size() - 1).forEach(statement -> statement(statement, frame));
    Return last = (Return) body.get(body.size() - 1);
    Expression value = flat(last.value(), frame);
    return assigned(method.result().map(type -> ArgumentBinding.typed(type, value)).orElse(value));
  }

  private void statement(Statement statement, Frame frame) {
    if (statement instanceof If choice
        && frame.constants().condition(choice.condition()).isPresent()) {
      boolean taken = frame.constants().condition(choice.condition()).get();
      (taken ? choice.yes() : choice.no()).forEach(inner -> statement(inner, frame));
    } else if (!statement.nested().isEmpty()) {
      statements.add(statement.with(frame::renamed));
      frame.constants().forget(statement);
      refuseCallsIn(statement, frame);
    } else if (statement instanceof Assign assign) {
      assign(assign, frame);
    } else if (statement instanceof Evaluate evaluate) {
      Expression value = flat(evaluate.value(), frame);
      if (!(value instanceof Name)) {
        statements.add(new Evaluate(value));
      }
    }
  }

  private void assign(Assign assign, Frame frame) {
    Optional<ModuleNode> module = frame.module(assign.value());
    if (module.isPresent() && assign.target() instanceof Name name) {
      frame.alias(name.name(), module.get());
      return;
    }
    if (assign.target() instanceof Name name) {
      frame.constants().assign(name.name(), assign.value());
    } else {
      frame.constants().forget(assign);
    }
    Expression value = flat(assign.value(), frame);
    statements.add(new Assign(frame.renamed(assign.target()), assign.type(), value));
  }

  /**
   * Pulls the calls that lead to a target out of an expression, and with them, to keep the order,
   * all others.
   */
  private Expression flat(Expression expression, Frame frame) {
    return expression.all().anyMatch(part -> leadsToTarget(part, frame))
        ? hoisted(expression, frame)
        : frame.renamed(expression);
  }

  private boolean leadsToTarget(Expression expression, Frame frame) {
    return frame
        .calledModule(expression)
        .filter(module -> targets.contains(module.path()) || isAboveTarget(module))
        .isPresent();
  }

  private boolean isAboveTarget(ModuleNode module) {
    return targets.stream().anyMatch(module::isAbove);
  }

  private Expression hoisted(Expression expression, Frame frame) {
    if (expression instanceof Choice) {
      refuseCallsIn(new Evaluate(expression), frame);
      return frame.renamed(expression);
    }
    Optional<ModuleNode> module = frame.calledModule(expression);
    if (expression instanceof Call call && module.isPresent()) {
      List<Expression> arguments =
          call.arguments().stream().map(argument -> hoisted(argument, frame)).toList();
      return call(module.get(), ((Attribute) call.callee()).name(), arguments, frame);
    }
    Expression flat =
        expression instanceof Name
            ? frame.renamed(expression)
            : expression.withParts(part -> hoisted(part, frame));
    return flat instanceof Call ? assigned(flat) : flat;
  }

  private Expression call(
      ModuleNode module, String methodName, List<Expression> arguments, Frame frame) {
    Expression whole = new Call(new Attribute(module.expression(), methodName), arguments);
    boolean step = module.path().equals(frame.self().path());
    Expression result;
    try {
      Method method =
          module
              .type()
              .method(methodName)
              .orElseThrow(() -> new UnreadableSourceException("it has no code for " + methodName));
      result = isAboveTarget(module) ? inline(module, method, arguments) : assigned(whole);
      if (!step && targets.contains(module.path())) {
        tap(module, method, result);
      }
    } catch (UnreadableSourceException e) {
      refusals.add(module.path(), e.getMessage());
      result = assigned(whole);
    }
    return result;
  }

  private void tap(ModuleNode module, Method method, Expression result) {
    if (!method.returnsTensor()) {
      String type = method.result().map(Expression::text).orElse("something else");
      refusals.add(module.path(), "it returns " + type + " and not a Tensor");
    } else if (taps.containsKey(module.path())) {
      refusals.add(module.path(), "it is called several times in one forward pass");
    } else {
      taps.put(module.path(), new Tap(result.text(), statements.size()));
    }
  }

  private Name assigned(Expression value) {
    Name name = new Name("t" + fresh++);
    statements.add(Assign.of(name.name(), value));
    return name;
  }

  private void refuseCallsIn(Statement statement, Frame frame) {
    if (isAboveTarget(frame.self())) {
      new ControlFlowCalls(archive).in(statement, frame).forEach(refusals::addSkippable);
    }
  }
}
