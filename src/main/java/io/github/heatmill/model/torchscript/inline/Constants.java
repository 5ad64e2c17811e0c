package io.github.heatmill.model.torchscript.inline;

import io.github.heatmill.model.archive.PickleReader;
import io.github.heatmill.model.program.ConstantRules;
import io.github.heatmill.model.program.Expression;
import io.github.heatmill.model.program.Expression.Attribute;
import io.github.heatmill.model.program.Expression.Call;
import io.github.heatmill.model.program.Expression.Name;
import io.github.heatmill.model.program.Expression.Operation;
import io.github.heatmill.model.program.Statement;
import io.github.heatmill.model.torchscript.archive.Archive;
import io.github.heatmill.model.torchscript.archive.ModuleNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The known values of the variables of one inlined method: numbers, booleans, words and None from
 * the saved file. Conditions on them always have the same result, so that the other branch can be
 * left out.
 */
final class Constants {
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
    know(variable, value(value));
  }

  /** Records the value of a parameter, if it is known. */
  void know(String parameter, Optional<Object> value) {
    value.ifPresentOrElse(
        constant -> known.put(parameter, constant), () -> known.remove(parameter));
  }

  /** Forgets the variables that a conditional statement assigns. */
  void forget(Statement statement) {
    statement.assigned().forEach(known::remove);
  }

  /** The result of a condition, if it is known. */
  Optional<Boolean> condition(Expression expression) {
    return value(expression).filter(Boolean.class::isInstance).map(Boolean.class::cast);
  }

  /** The value of an expression, if it is known. */
  Optional<Object> value(Expression expression) {
    Optional<Object> literal = ConstantRules.literal(expression);
    if (literal.isPresent()) {
      return literal;
    }
    if (expression instanceof Name name) {
      return Optional.ofNullable(known.get(name.name()));
    }
    Optional<Expression> cast = ConstantRules.cast(expression);
    if (cast.isPresent()) {
      return value(cast.get());
    }
    if (expression instanceof Attribute attribute) {
      return modules.apply(attribute.base()).flatMap(module -> attribute(module, attribute.name()));
    }
    if (expression instanceof Operation operation) {
      return operation(operation);
    }
    return expression instanceof Call call ? call(call) : Optional.empty();
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
    List<Optional<Object>> values = call.arguments().stream().map(this::value).toList();
    return values.isEmpty() || values.stream().anyMatch(Optional::isEmpty)
        ? Optional.empty()
        : ConstantRules.result(call.callee().text(), values.stream().map(Optional::get).toList());
  }
}
