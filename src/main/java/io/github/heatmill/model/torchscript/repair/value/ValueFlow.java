package io.github.heatmill.model.torchscript.repair.value;

import io.github.heatmill.model.program.ConstantRules;
import io.github.heatmill.model.program.Expression;
import io.github.heatmill.model.program.Expression.Attribute;
import io.github.heatmill.model.program.Expression.Call;
import io.github.heatmill.model.program.Expression.Name;
import io.github.heatmill.model.program.Expression.Sequence;
import io.github.heatmill.model.program.Statement;
import io.github.heatmill.model.program.Statement.Assign;
import io.github.heatmill.model.program.Statement.If;
import io.github.heatmill.model.program.Statement.Loop;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Follows the values of the variables of one method or function, finds the conditions that always
 * have the same result, and reports the calls of functions.
 */
public final class ValueFlow {
  private static final String CONTAINS = "torch.__contains__";

  private final Function<Attribute, Values> attributes;
  private final BiConsumer<Expression, List<Argument>> calls;
  private final Map<If, Boolean> decided = new IdentityHashMap<>();
  private Map<String, Values> variables;

  /**
   * An argument of a call.
   *
   * @param keyword empty if it is given by its place
   */
  public record Argument(Optional<String> keyword, Values values) {}

  /**
   * Prepares to follow values.
   *
   * @param parameters the values of the parameters; others may have any
   * @param attributes the values of attributes
   * @param calls receives what is called, and the values of the arguments
   */
  public ValueFlow(
      Map<String, Values> parameters,
      Function<Attribute, Values> attributes,
      BiConsumer<Expression, List<Argument>> calls) {
    this.variables = new HashMap<>(parameters);
    this.attributes = attributes;
    this.calls = calls;
  }

  /** The results of the conditions that are known, by the statement itself. */
  public Map<If, Boolean> decided(List<Statement> body) {
    block(body);
    return decided;
  }

  private void block(List<Statement> body) {
    body.forEach(this::statement);
  }

  private void statement(Statement statement) {
    statement.expressions().forEach(this::report);
    if (statement instanceof Assign assign) {
      assign(assign);
    } else if (statement instanceof If choice) {
      choice(choice);
    } else if (statement instanceof Loop) {
      statement.assigned().forEach(name -> variables.put(name, Values.ANY));
      block(statement.nested());
      statement.assigned().forEach(name -> variables.put(name, Values.ANY));
    } else {
      block(statement.nested());
    }
  }

  private void assign(Assign assign) {
    if (assign.target() instanceof Name name) {
      variables.put(name.name(), value(assign.value()));
    } else if (assign.target() instanceof Sequence targets
        && assign.value() instanceof Sequence values
        && targets.items().size() == values.items().size()) {
      List<Values> all = values.items().stream().map(this::value).toList();
      for (int i = 0; i < all.size(); i++) {
        if (targets.items().get(i) instanceof Name name) {
          variables.put(name.name(), all.get(i));
        }
      }
    } else {
      assign.assigned().forEach(name -> variables.put(name, Values.ANY));
    }
  }

  private void choice(If choice) {
    Optional<Object> result = value(choice.condition()).only();
    if (result.isPresent() && result.get() instanceof Boolean taken) {
      decided.put(choice, taken);
      block(taken ? choice.yes() : choice.no());
      return;
    }
    Map<String, Values> before = new HashMap<>(variables);
    block(choice.yes());
    Map<String, Values> afterYes = variables;
    variables = before;
    block(choice.no());
    afterYes.forEach((name, values) -> variables.merge(name, values, Values::or));
  }

  private void report(Expression expression) {
    expression
        .all()
        .filter(Call.class::isInstance)
        .map(Call.class::cast)
        .forEach(call -> calls.accept(call.callee(), arguments(call)));
  }

  private List<Argument> arguments(Call call) {
    List<Argument> arguments = new ArrayList<>();
    for (Expression argument : call.arguments()) {
      arguments.add(
          argument instanceof Expression.Keyword given
              ? new Argument(Optional.of(given.name()), value(given.value()))
              : new Argument(Optional.empty(), value(argument)));
    }
    return arguments;
  }

  /** The values that an expression can have. */
  public Values value(Expression expression) {
    Optional<Object> literal = ConstantRules.literal(expression);
    if (literal.isPresent()) {
      return Values.of(Set.of(literal.get()));
    }
    if (expression instanceof Name name) {
      return variables.getOrDefault(name.name(), Values.ANY);
    }
    if (expression instanceof Attribute attribute) {
      return attributes.apply(attribute);
    }
    Optional<Expression> cast = ConstantRules.cast(expression);
    if (cast.isPresent()) {
      return value(cast.get());
    }
    return expression instanceof Call call ? result(call) : Values.ANY;
  }

  private Values result(Call call) {
    String function = call.callee().text();
    List<Expression> arguments = call.arguments();
    if (function.equals(CONTAINS) && arguments.get(0) instanceof Sequence items) {
      return contains(items.items().stream().map(this::value).toList(), value(arguments.get(1)));
    }
    return arguments.isEmpty()
        ? Values.ANY
        : Values.results(
            arguments.stream().map(this::value).toList(),
            values -> ConstantRules.result(function, values));
  }

  private static Values contains(List<Values> items, Values searched) {
    if (items.stream().anyMatch(item -> item.only().isEmpty())) {
      return Values.ANY;
    }
    Set<Object> all = items.stream().map(i -> i.only().get()).collect(Collectors.toSet());
    return Values.results(List.of(searched), one -> Optional.of(all.contains(one.get(0))));
  }
}
