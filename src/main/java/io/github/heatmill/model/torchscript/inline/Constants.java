package io.github.heatmill.model.torchscript.inline;

import io.github.heatmill.model.program.Expression;
import io.github.heatmill.model.program.Expression.Attribute;
import io.github.heatmill.model.program.Expression.Call;
import io.github.heatmill.model.program.Expression.Literal;
import io.github.heatmill.model.program.Expression.Name;
import io.github.heatmill.model.program.Expression.Operation;
import io.github.heatmill.model.program.Statement;
import io.github.heatmill.model.torchscript.archive.Archive;
import io.github.heatmill.model.torchscript.archive.ModuleNode;
import io.github.heatmill.model.torchscript.archive.PickleReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;

/**
 * The known values of the variables of one inlined method: numbers, booleans and None from the
 * saved file. Conditions on them always have the same result, so that the other branch can be left
 * out.
 */
final class Constants {
  private static final Map<String, BiPredicate<Double, Double>> COMPARISONS =
      Map.of(
          "torch.eq", (a, b) -> a.equals(b),
          "torch.ne", (a, b) -> !a.equals(b),
          "torch.lt", (a, b) -> a < b,
          "torch.le", (a, b) -> a <= b,
          "torch.gt", (a, b) -> a > b,
          "torch.ge", (a, b) -> a >= b);

  private final Archive archive;
  private final Function<Expression, Optional<ModuleNode>> modules;
  private final Map<String, Object> known = new HashMap<>();

  /**
   * Nothing is known yet.
   *
   * @param modules finds the module that an expression names
   */
  Constants(Archive archive, Function<Expression, Optional<ModuleNode>> modules) {
    this.archive = archive;
    this.modules = modules;
  }

  /** Records the value of an assignment, if it is known. */
  void assign(String variable, Expression value) {
    value(value)
        .ifPresentOrElse(constant -> known.put(variable, constant), () -> known.remove(variable));
  }

  /** Forgets the variables that a conditional statement assigns. */
  void forget(Statement statement) {
    statement.assigned().forEach(known::remove);
  }

  /** The result of a condition, if it is known. */
  Optional<Boolean> condition(Expression expression) {
    return value(expression).filter(Boolean.class::isInstance).map(Boolean.class::cast);
  }

  private Optional<Object> value(Expression expression) {
    if (expression instanceof Name name) {
      return name(name.name());
    }
    if (expression instanceof Literal literal) {
      return number(literal.text());
    }
    if (expression instanceof Attribute attribute) {
      return modules.apply(attribute.base()).flatMap(module -> attribute(module, attribute.name()));
    }
    if (expression instanceof Operation operation) {
      return operation(operation);
    }
    return expression instanceof Call call ? call(call) : Optional.empty();
  }

  private Optional<Object> name(String name) {
    return switch (name) {
      case "True" -> Optional.of(true);
      case "False" -> Optional.of(false);
      case "None" -> Optional.of(PickleReader.NONE);
      default -> Optional.ofNullable(known.get(name));
    };
  }

  private static Optional<Object> number(String text) {
    try {
      return Optional.of(Double.valueOf(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /**
   * The value of an attribute. {@code training} is false, because engines run networks in
   * evaluation mode.
   */
  private Optional<Object> attribute(ModuleNode module, String name) {
    if (name.equals("training")) {
      return Optional.of(false);
    }
    if ("NoneType".equals(module.type().attributeTypes().get(name))) {
      return Optional.of(PickleReader.NONE);
    }
    return module.type().assigns(name) ? Optional.empty() : archive.attribute(module, name);
  }

  private Optional<Object> operation(Operation operation) {
    List<Optional<Boolean>> operands = operation.operands().stream().map(this::condition).toList();
    boolean all = operands.stream().allMatch(Optional::isPresent);
    return switch (operation.operator()) {
      case "not" -> operands.get(0).map(value -> !value);
      case "and" -> all ? Optional.of(operands.stream().allMatch(Optional::get)) : Optional.empty();
      case "or" -> all ? Optional.of(operands.stream().anyMatch(Optional::get)) : Optional.empty();
      default -> Optional.empty();
    };
  }

  private Optional<Object> call(Call call) {
    String callee = call.callee().text();
    if (callee.equals("torch.__not__")) {
      return condition(call.arguments().get(0)).map(value -> !value);
    }
    if (call.arguments().size() != 2) {
      return Optional.empty();
    }
    Optional<Object> left = value(call.arguments().get(0));
    Optional<Object> right = value(call.arguments().get(1));
    if (left.isEmpty() || right.isEmpty()) {
      return Optional.empty();
    }
    if (callee.equals("torch.__is__")) {
      return Optional.of(left.get().equals(right.get()));
    }
    if (callee.equals("torch.__isnot__")) {
      return Optional.of(!left.get().equals(right.get()));
    }
    return left.get() instanceof Number a && right.get() instanceof Number b
        ? Optional.ofNullable(COMPARISONS.get(callee))
            .map(c -> c.test(a.doubleValue(), b.doubleValue()))
        : Optional.empty();
  }
}
