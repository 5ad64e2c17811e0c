package io.github.heatmill.model.program;

import io.github.heatmill.model.program.Expression.Name;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The names that occur in source text, whether they are read or assigned. */
public final class UsedNames {

  private UsedNames() {}

  /** The names in a statement and in all that is nested in it. */
  public static Stream<String> of(Statement statement) {
    List<String> names = new ArrayList<>();
    statement.with(
        expression -> {
          of(expression).forEach(names::add);
          return expression;
        });
    return names.stream();
  }

  /** The names in an expression. */
  public static Stream<String> of(Expression expression) {
    return expression.all().filter(Name.class::isInstance).map(Expression::text);
  }
}
