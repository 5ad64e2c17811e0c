package io.github.heatmill.model.program;

import io.github.heatmill.model.program.Expression.Name;
import io.github.heatmill.model.program.Expression.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A statement of TorchScript source text. Immutable. */
public sealed interface Statement {

  /** The source lines of this statement, the first one without indentation. */
  List<String> lines();

  /** The expressions that stand in this statement itself, without those of nested statements. */
  default List<Expression> expressions() {
    return List.of();
  }

  /** The statements nested in this one: the branches of a condition, the body of a loop. */
  default List<Statement> nested() {
    return List.of();
  }

  /** The same statement with every expression in it, nested ones too, replaced. */
  Statement with(UnaryOperator<Expression> change);

  /** The names that this statement, or one nested in it, assigns. */
  default Stream<String> assigned() {
    return nested().stream().flatMap(Statement::assigned);
  }

  private static List<String> indented(List<Statement> body) {
    return body.stream().flatMap(s -> s.lines().stream()).map(line -> "  " + line).toList();
  }

  private static Stream<String> names(Expression target) {
    return target.all().filter(Name.class::isInstance).map(Name.class::cast).map(Name::name);
  }

  /** {@code target = value}, {@code a, b = value} or {@code target : type = value}. */
  record Assign(Expression target, Optional<Expression> type, Expression value)
      implements Statement {

    public static Assign of(String name, Expression value) {
      return new Assign(new Name(name), Optional.empty(), value);
    }

    @Override
    public List<String> lines() {
      String left =
          target instanceof Sequence several && !several.list()
              ? several.items().stream()
                  .map(item -> item.text() + ", ")
                  .collect(Collectors.joining())
              : target.text() + type.map(t -> " : " + t.text()).orElse("") + " ";
      return List.of(left + "= " + value.text());
    }

    @Override
    public List<Expression> expressions() {
      return List.of(value);
    }

    @Override
    public Statement with(UnaryOperator<Expression> change) {
      return new Assign(change.apply(target), type, change.apply(value));
    }

    @Override
    public Stream<String> assigned() {
      return target instanceof Expression.Attribute ? Stream.empty() : names(target);
    }
  }

  /** An expression on a line of its own, evaluated for its side effects. */
  record Evaluate(Expression value) implements Statement {
    @Override
    public List<String> lines() {
      return List.of(value.text());
    }

    @Override
    public List<Expression> expressions() {
      return List.of(value);
    }

    @Override
    public Statement with(UnaryOperator<Expression> change) {
      return new Evaluate(change.apply(value));
    }
  }

  /** {@code return value}. */
  record Return(Expression value) implements Statement {
    @Override
    public List<String> lines() {
      return List.of("return " + value.text());
    }

    @Override
    public List<Expression> expressions() {
      return List.of(value);
    }

    @Override
    public Statement with(UnaryOperator<Expression> change) {
      return new Return(change.apply(value));
    }
  }

  /** {@code pass}. */
  record Pass() implements Statement {
    @Override
    public List<String> lines() {
      return List.of("pass");
    }

    @Override
    public Statement with(UnaryOperator<Expression> change) {
      return this;
    }
  }

  /** {@code if condition: ... else: ...}. */
  record If(Expression condition, List<Statement> yes, List<Statement> no) implements Statement {
    @Override
    public List<String> lines() {
      List<String> lines = new ArrayList<>(List.of("if " + condition.text() + ":"));
      lines.addAll(indented(yes));
      if (!no.isEmpty()) {
        lines.add("else:");
        lines.addAll(indented(no));
      }
      return lines;
    }

    @Override
    public List<Expression> expressions() {
      return List.of(condition);
    }

    @Override
    public List<Statement> nested() {
      return Stream.concat(yes.stream(), no.stream()).toList();
    }

    @Override
    public Statement with(UnaryOperator<Expression> change) {
      return new If(
          change.apply(condition),
          yes.stream().map(s -> s.with(change)).toList(),
          no.stream().map(s -> s.with(change)).toList());
    }
  }

  /** {@code with context: ...}. */
  record With(Expression context, List<Statement> body) implements Statement {
    @Override
    public List<String> lines() {
      List<String> lines = new ArrayList<>(List.of("with " + context.text() + ":"));
      lines.addAll(indented(body));
      return lines;
    }

    @Override
    public List<Expression> expressions() {
      return List.of(context);
    }

    @Override
    public List<Statement> nested() {
      return body;
    }

    @Override
    public Statement with(UnaryOperator<Expression> change) {
      return new With(change.apply(context), body.stream().map(s -> s.with(change)).toList());
    }
  }

  /** {@code while condition: ...} or, with a variable, {@code for variable in range: ...}. */
  record Loop(Optional<Expression> variable, Expression range, List<Statement> body)
      implements Statement {
    @Override
    public List<String> lines() {
      String head = variable.map(v -> "for " + v.text() + " in ").orElse("while ");
      List<String> lines = new ArrayList<>(List.of(head + range.text() + ":"));
      lines.addAll(indented(body));
      return lines;
    }

    @Override
    public List<Expression> expressions() {
      return List.of(range);
    }

    @Override
    public List<Statement> nested() {
      return body;
    }

    @Override
    public Statement with(UnaryOperator<Expression> change) {
      return new Loop(
          variable.map(change),
          change.apply(range),
          body.stream().map(s -> s.with(change)).toList());
    }

    @Override
    public Stream<String> assigned() {
      return Stream.concat(variable.stream().flatMap(Statement::names), Statement.super.assigned());
    }
  }
}
