package io.github.heatmill.model.torchscript.repair;

import io.github.heatmill.model.program.ConstantRules;
import io.github.heatmill.model.program.Expression;
import io.github.heatmill.model.program.Expression.Attribute;
import io.github.heatmill.model.program.Expression.Call;
import io.github.heatmill.model.program.Expression.Name;
import io.github.heatmill.model.program.Statement;
import io.github.heatmill.model.program.Statement.Assign;
import io.github.heatmill.model.program.Statement.If;
import io.github.heatmill.model.torchscript.archive.ArchiveSource;
import io.github.heatmill.model.torchscript.repair.value.SavedAttributes;
import io.github.heatmill.model.torchscript.repair.value.ValueFlow;
import io.github.heatmill.model.torchscript.repair.value.ValueFlow.Argument;
import io.github.heatmill.model.torchscript.repair.value.Values;
import io.github.heatmill.model.torchscript.syntax.Method;
import io.github.heatmill.model.torchscript.syntax.Method.Parameter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Leaves out the branches of functions that no call can reach, if they use operators: a newer
 * PyTorch saves operators there that an engine does not have, such as those of all modes of {@code
 * F.interpolate}. A branch is unreachable where its condition has the same result for all values
 * that the calls in the network pass.
 */
final class DecidedBranches {
  private final Map<String, SourceText> sources;
  private final SavedAttributes attributes;
  private final Map<String, Method> functions = new HashMap<>();
  private final Map<String, Map<String, Values>> passed = new HashMap<>();
  private final Map<String, Map<If, Boolean>> decided = new HashMap<>();
  private final Deque<String> waiting = new ArrayDeque<>();

  /**
   * Finds the branches.
   *
   * @param sources all source text, by the path of its entry
   * @param attributes the values of attributes
   */
  DecidedBranches(Map<String, SourceText> sources, SavedAttributes attributes) {
    this.sources = sources;
    this.attributes = attributes;
    sources.forEach((path, text) -> text.methods((owner, m) -> addFunction(path, owner, m)));
    if (!functions.isEmpty()) {
      sources.forEach((path, text) -> text.methods((owner, m) -> follow(path, owner, m)));
    }
    while (!waiting.isEmpty()) {
      String name = waiting.remove();
      decided.put(name, decided("", functions.get(name), passed.get(name)));
    }
  }

  private Optional<Method> addFunction(String path, String owner, Method method) {
    return owner.isEmpty()
        ? Optional.ofNullable(
            functions.put(ArchiveSource.moduleName(path) + "." + method.name(), method))
        : Optional.empty();
  }

  /** Follows the methods of classes; their parameters count as unknown. */
  private Map<If, Boolean> follow(String path, String owner, Method method) {
    return owner.isEmpty()
        ? Map.of()
        : decided(ArchiveSource.moduleName(path) + "." + owner, method, Map.of());
  }

  private Map<If, Boolean> decided(String owner, Method method, Map<String, Values> parameters) {
    Scope scope = new Scope(method, Optional.empty());
    method.body().forEach(this::escape);
    String self = method.parameters().isEmpty() ? "" : method.parameters().get(0).name();
    return new ValueFlow(
            parameters,
            attribute ->
                attribute.base().text().equals(self)
                    ? attributes.of(owner, attribute.name())
                    : Values.ANY,
            (callee, arguments) -> call(scope, callee, arguments))
        .decided(method.body());
  }

  /** A function that is passed on as a value may be called with anything. */
  private void escape(Statement statement) {
    Set<Expression> called = new HashSet<>();
    boolean names = statement instanceof Assign assign && isFunction(assign.value());
    for (Expression whole : names ? List.<Expression>of() : statement.expressions()) {
      whole
          .all()
          .forEach(
              part -> {
                if (part instanceof Call call) {
                  called.add(call.callee());
                } else if (isFunction(part) && !called.contains(part)) {
                  pass(part.text(), List.of(), true);
                }
              });
    }
    statement.nested().forEach(this::escape);
  }

  private boolean isFunction(Expression expression) {
    return expression instanceof Attribute && functions.containsKey(expression.text());
  }

  private void call(Scope scope, Expression callee, List<Argument> arguments) {
    String name = scope.qualified(new Call(callee, List.of()));
    if (functions.containsKey(name)) {
      pass(name, arguments, false);
    }
  }

  private void pass(String name, List<Argument> arguments, boolean anything) {
    Map<String, Values> before = passed.get(name);
    Map<String, Values> after = before == null ? new HashMap<>() : new HashMap<>(before);
    List<Parameter> parameters = functions.get(name).parameters();
    for (int i = 0; i < parameters.size(); i++) {
      Values values = anything ? Values.ANY : value(parameters.get(i), i, arguments);
      after.merge(parameters.get(i).name(), values, Values::or);
    }
    if (!after.equals(before)) {
      passed.put(name, after);
      waiting.add(name);
    }
  }

  private static Values value(Parameter parameter, int index, List<Argument> arguments) {
    if (index < arguments.size() && arguments.get(index).keyword().isEmpty()) {
      return arguments.get(index).values();
    }
    return arguments.stream()
        .filter(argument -> argument.keyword().equals(Optional.of(parameter.name())))
        .map(Argument::values)
        .findFirst()
        .or(
            () ->
                parameter
                    .value()
                    .flatMap(ConstantRules::literal)
                    .map(value -> Values.of(Set.of(value))))
        .orElse(Values.ANY);
  }

  /** All source text without these branches, by the path of its entry. */
  Map<String, String> pruned() {
    Map<String, String> texts = new TreeMap<>();
    sources.forEach(
        (path, text) -> texts.put(path, text.with((owner, method) -> pruned(path, owner, method))));
    return texts;
  }

  private Method pruned(String path, String owner, Method method) {
    Map<If, Boolean> known =
        owner.isEmpty()
            ? decided.getOrDefault(ArchiveSource.moduleName(path) + "." + method.name(), Map.of())
            : Map.of();
    return known.isEmpty()
        ? method
        : new Method(
            method.name(), method.parameters(), method.result(), pruned(method.body(), known));
  }

  private static List<Statement> pruned(List<Statement> body, Map<If, Boolean> known) {
    return body.stream().flatMap(each -> pruned(each, known).stream()).toList();
  }

  private static List<Statement> pruned(Statement statement, Map<If, Boolean> known) {
    if (!(statement instanceof If choice)) {
      return List.of(statement);
    }
    List<Statement> yes = pruned(choice.yes(), known);
    List<Statement> no = pruned(choice.no(), known);
    Boolean taken = known.get(choice);
    if (taken != null && usesOperators(taken ? choice.no() : choice.yes())) {
      return taken ? yes : no;
    }
    List<Statement> nothing = List.of(new Statement.Pass());
    return List.of(new If(choice.condition(), yes.isEmpty() ? nothing : yes, no));
  }

  private static boolean usesOperators(List<Statement> body) {
    return body.stream()
        .anyMatch(
            statement ->
                statement.expressions().stream()
                        .flatMap(Expression::all)
                        .anyMatch(DecidedBranches::isOperator)
                    || usesOperators(statement.nested()));
  }

  private static boolean isOperator(Expression expression) {
    return expression instanceof Call call
        && call.callee() instanceof Attribute function
        && (function.base() instanceof Name base && base.name().equals("torch")
            || function.text().startsWith("ops.") && !function.text().startsWith("ops.prim."));
  }
}
