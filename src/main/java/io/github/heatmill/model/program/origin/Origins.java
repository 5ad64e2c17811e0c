package io.github.heatmill.model.program.origin;

import io.github.heatmill.model.program.ConstantRules;
import io.github.heatmill.model.program.Expression;
import io.github.heatmill.model.program.Expression.Call;
import io.github.heatmill.model.program.Expression.Choice;
import io.github.heatmill.model.program.Expression.Dictionary;
import io.github.heatmill.model.program.Expression.Literal;
import io.github.heatmill.model.program.Expression.Name;
import io.github.heatmill.model.program.Expression.Sequence;
import io.github.heatmill.model.program.Expression.Subscript;
import io.github.heatmill.model.program.Statement;
import io.github.heatmill.model.program.Statement.Assign;
import io.github.heatmill.model.program.Statement.If;
import io.github.heatmill.model.program.Statement.Loop;
import io.github.heatmill.model.program.Statement.Return;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the operators that compute a value of a network: goes back through variables, lists,
 * tuples, dictionaries, branches, submodules and functions. A value has several where branches
 * compute it.
 */
final class Origins {
  /** Longer ways back count as unknown. */
  private static final int MOST_STEPS = 500;

  private static final Set<String> CHANGES = Set.of("append", "extend", "insert", "clear", "pop");
  private static final String SET_ITEM = "_set_item";
  private static final String OPERATORS = "torch.";

  private int steps;

  /**
   * A place in the program, before a statement.
   *
   * @param at the number of statements of the body that ran before
   * @param outer the place of the statement around this body; empty for that of a method
   * @param caller the place of the call that runs the method; empty for that of the network
   */
  record Place(
      Routine routine,
      List<Statement> body,
      int at,
      Optional<Place> outer,
      Optional<Place> caller) {

    private Place before(int index) {
      return new Place(routine, body, index, outer, caller);
    }

    /** The end of statements nested in the statement at this place. */
    private Place inside(List<Statement> nested) {
      return new Place(routine, nested, nested.size(), Optional.of(this), caller);
    }
  }

  /**
   * An operator that computes a value.
   *
   * @param path the steps to the value in what the operator returns; empty for the whole
   */
  record Origin(Call call, Place place, List<String> path) {}

  /**
   * The operators that compute what a network returns; none if one of them is unknown.
   *
   * @param path the steps to the value in what the network returns; the first element of a tuple or
   *     list where there are none
   */
  List<Origin> ofReturned(Routine network, List<String> path) {
    return ofReturned(network, Optional.empty(), path);
  }

  private List<Origin> ofReturned(Routine routine, Optional<Place> caller, List<String> path) {
    List<Statement> body = routine.body();
    boolean once = body.stream().filter(Origins::returns).count() == 1;
    return once && body.get(body.size() - 1) instanceof Return last
        ? of(last.value(), new Place(routine, body, body.size(), Optional.empty(), caller), path)
        : List.of();
  }

  private static boolean returns(Statement statement) {
    return statement instanceof Return || statement.nested().stream().anyMatch(Origins::returns);
  }

  /** The operators that compute an expression; none if one of them is unknown. */
  List<Origin> of(Expression value, Place place, List<String> path) {
    if (steps++ > MOST_STEPS) {
      return List.of();
    }
    Optional<Expression> cast = ConstantRules.cast(value);
    if (cast.isPresent()) {
      return of(cast.get(), place, path);
    }
    if (value instanceof Name name) {
      return ofVariable(name, place, path);
    }
    if (value instanceof Sequence sequence) {
      return ofElement(sequence.items(), place, path);
    }
    if (value instanceof Dictionary dictionary) {
      return ofEntry(dictionary.keysAndValues(), place, path);
    }
    if (value instanceof Choice choice) {
      return all(List.of(of(choice.yes(), place, path), of(choice.no(), place, path)));
    }
    if (value instanceof Subscript part
        && part.index().size() == 1
        && part.index().get(0) instanceof Literal step) {
      return of(part.base(), place, joined(unquoted(step), path));
    }
    return value instanceof Call call ? ofCall(call, place, path) : List.of();
  }

  /** All origins of several values; none if one of the values has none. */
  private static List<Origin> all(List<List<Origin>> each) {
    return each.stream().anyMatch(List::isEmpty)
        ? List.of()
        : each.stream().flatMap(List::stream).toList();
  }

  private static List<String> joined(String step, List<String> path) {
    List<String> steps = new ArrayList<>(List.of(step));
    steps.addAll(path);
    return steps;
  }

  private static String unquoted(Literal literal) {
    return literal.text().replaceAll("^[\"']|[\"']$", "");
  }

  /** A tuple or a list; without a step its first element counts. */
  private List<Origin> ofElement(List<Expression> items, Place place, List<String> path) {
    String step = path.isEmpty() ? "0" : path.get(0);
    if (!step.matches("-?\\d{1,4}")) {
      return List.of();
    }
    int given = Integer.parseInt(step);
    int index = given < 0 ? items.size() + given : given;
    return index < 0 || index >= items.size() ? List.of() : of(items.get(index), place, rest(path));
  }

  private List<Origin> ofEntry(List<Expression> keysAndValues, Place place, List<String> path) {
    for (int i = 0; i < keysAndValues.size() && !path.isEmpty(); i += 2) {
      if (keysAndValues.get(i) instanceof Literal key) {
        // A key may contain the separator of steps.
        boolean whole = unquoted(key).equals(String.join("/", path));
        if (whole || unquoted(key).equals(path.get(0))) {
          return of(keysAndValues.get(i + 1), place, whole ? List.of() : rest(path));
        }
      }
    }
    return List.of();
  }

  private static List<String> rest(List<String> path) {
    return path.isEmpty() ? path : path.subList(1, path.size());
  }

  /** The last statement that assigns the variable, or changes it in place, decides. */
  private List<Origin> ofVariable(Name variable, Place place, List<String> path) {
    for (int i = place.at() - 1; i >= 0; i--) {
      Statement statement = place.body().get(i);
      Place before = place.before(i);
      Optional<Call> changing = changing(statement, variable);
      if (changing.isPresent()) {
        return ofChange(changing.get(), before, path);
      }
      if (statement instanceof Assign assign && assign.target().equals(variable)) {
        return of(assign.value(), before, path);
      }
      if (statement instanceof Assign assign
          && assign.target() instanceof Sequence several
          && several.items().contains(variable)) {
        String step = Integer.toString(several.items().indexOf(variable));
        return of(assign.value(), before, joined(step, path));
      }
      if (assigns(statement, variable)) {
        return ofBranches(statement, variable, before, path);
      }
    }
    if (place.outer().isPresent()) {
      return ofVariable(variable, place.outer().get(), path);
    }
    Optional<Expression> argument = place.routine().argument(variable.name());
    return argument.isPresent() && place.caller().isPresent()
        ? of(argument.get(), place.caller().get(), path)
        : List.of();
  }

  private static boolean assigns(Statement statement, Name variable) {
    return statement.assigned().anyMatch(variable.name()::equals)
        || statement.nested().stream()
            .anyMatch(
                nested -> changing(nested, variable).isPresent() || assigns(nested, variable));
  }

  private List<Origin> ofBranches(
      Statement statement, Name variable, Place place, List<String> path) {
    if (statement instanceof Loop) {
      return List.of();
    }
    List<List<Statement>> branches =
        statement instanceof If choice
            ? place
                .routine()
                .decided(choice)
                .map(List::of)
                .orElse(List.of(choice.yes(), choice.no()))
            : List.of(statement.nested());
    return all(
        branches.stream().map(body -> ofVariable(variable, place.inside(body), path)).toList());
  }

  /** The call in a statement that changes a variable; empty if there is none. */
  private static Optional<Call> changing(Statement statement, Name variable) {
    return statement.expressions().stream()
        .flatMap(Expression::all)
        .filter(Call.class::isInstance)
        .map(Call.class::cast)
        .filter(call -> isChange(operator(call)))
        .filter(call -> call.arguments().get(0).all().anyMatch(variable::equals))
        .reduce((earlier, later) -> later);
  }

  private static boolean isChange(String operator) {
    boolean inPlace = operator.endsWith("_") && !operator.startsWith("__");
    return inPlace || operator.equals(SET_ITEM) || CHANGES.contains(operator);
  }

  private List<Origin> ofChange(Call call, Place before, List<String> path) {
    List<Expression> arguments = call.arguments();
    if (operator(call).equals(SET_ITEM) && arguments.size() == 3 && !path.isEmpty()) {
      boolean set = arguments.get(1) instanceof Literal key && unquoted(key).equals(path.get(0));
      return set ? of(arguments.get(2), before, rest(path)) : of(arguments.get(0), before, path);
    }
    return arguments.get(0) instanceof Name ? of(call, before, path) : List.of();
  }

  /** The name of an operator without {@code torch.}; empty for other calls. */
  static String operator(Call call) {
    String callee = call.callee().text();
    return callee.startsWith(OPERATORS) && !call.arguments().isEmpty()
        ? callee.substring(OPERATORS.length())
        : "";
  }

  private List<Origin> ofCall(Call call, Place place, List<String> path) {
    if (!operator(call).isEmpty()) {
      return List.of(new Origin(call, place, path));
    }
    Optional<? extends Routine> called = place.routine().called(call);
    if (called.isPresent()) {
      return ofReturned(called.get(), Optional.of(place), path);
    }
    return place.routine().makesTuple(call) ? ofElement(call.arguments(), place, path) : List.of();
  }

  /** The operators that compute all elements of a list; none if one of them is unknown. */
  List<Origin> ofElements(Expression list, Place place) {
    if (list instanceof Sequence sequence) {
      return all(sequence.items().stream().map(item -> of(item, place, List.of())).toList());
    }
    return list instanceof Name name ? ofElements(name, place) : List.of();
  }

  private List<Origin> ofElements(Name name, Place place) {
    for (int i = place.at() - 1; i >= 0; i--) {
      Statement statement = place.body().get(i);
      if (statement instanceof Assign assign && assign.target().equals(name)) {
        Expression value = assign.value();
        return ofElements(ConstantRules.cast(value).orElse(value), place.before(i));
      }
      if (changing(statement, name).isPresent() || assigns(statement, name)) {
        return List.of();
      }
    }
    return List.of();
  }
}
