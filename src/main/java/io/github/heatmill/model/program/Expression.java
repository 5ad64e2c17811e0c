package io.github.heatmill.model.program;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An expression of TorchScript source text. Immutable. */
public sealed interface Expression {

  /** The source text of this expression. */
  String text();

  /** The direct parts of this expression, in the order in which they are evaluated. */
  default List<Expression> parts() {
    return List.of();
  }

  /**
   * The same expression with every direct part replaced, in the order in which they are evaluated.
   */
  default Expression withParts(UnaryOperator<Expression> change) {
    return this;
  }

  /** This expression and everything inside it. */
  default Stream<Expression> all() {
    return Stream.concat(Stream.of(this), parts().stream().flatMap(Expression::all));
  }

  private static String joined(List<Expression> items) {
    return items.stream().map(Expression::text).collect(Collectors.joining(", "));
  }

  private static List<Expression> changed(
      List<Expression> items, UnaryOperator<Expression> change) {
    return items.stream().map(change).toList();
  }

  /** A variable, a parameter, or the first part of a qualified name. */
  record Name(String name) implements Expression {
    @Override
    public String text() {
      return name;
    }
  }

  /** A number, a string, or several strings in a row, kept as written. */
  record Literal(String text) implements Expression {}

  /** {@code base.name}. */
  record Attribute(Expression base, String name) implements Expression {
    @Override
    public String text() {
      return (base instanceof Literal ? "(" + base.text() + ")" : base.text()) + "." + name;
    }

    @Override
    public List<Expression> parts() {
      return List.of(base);
    }

    @Override
    public Expression withParts(UnaryOperator<Expression> change) {
      return new Attribute(change.apply(base), name);
    }
  }

  /** {@code base[index]}; also a type such as {@code Dict[str, Tensor]}. */
  record Subscript(Expression base, List<Expression> index) implements Expression {
    @Override
    public String text() {
      return base.text() + "[" + joined(index) + "]";
    }

    @Override
    public List<Expression> parts() {
      return Stream.concat(Stream.of(base), index.stream()).toList();
    }

    @Override
    public Expression withParts(UnaryOperator<Expression> change) {
      return new Subscript(change.apply(base), changed(index, change));
    }
  }

  /** {@code callee(arguments)}; a keyword argument is a {@link Keyword}. */
  record Call(Expression callee, List<Expression> arguments) implements Expression {
    @Override
    public String text() {
      return callee.text() + "(" + joined(arguments) + ")";
    }

    @Override
    public List<Expression> parts() {
      return Stream.concat(Stream.of(callee), arguments.stream()).toList();
    }

    @Override
    public Expression withParts(UnaryOperator<Expression> change) {
      return new Call(change.apply(callee), changed(arguments, change));
    }
  }

  /** {@code name=value} among the arguments of a call. */
  record Keyword(String name, Expression value) implements Expression {
    @Override
    public String text() {
      return name + "=" + value.text();
    }

    @Override
    public List<Expression> parts() {
      return List.of(value);
    }

    @Override
    public Expression withParts(UnaryOperator<Expression> change) {
      return new Keyword(name, change.apply(value));
    }
  }

  /**
   * A list {@code [a, b]} or a tuple {@code (a, b)}, also one that was written without brackets.
   */
  record Sequence(boolean list, List<Expression> items) implements Expression {
    @Override
    public String text() {
      if (list) {
        return "[" + joined(items) + "]";
      }
      return "(" + joined(items) + (items.size() == 1 ? ",)" : ")");
    }

    @Override
    public List<Expression> parts() {
      return items;
    }

    @Override
    public Expression withParts(UnaryOperator<Expression> change) {
      return new Sequence(list, changed(items, change));
    }
  }

  /** {@code {key: value}}; keys and values alternate. */
  record Dictionary(List<Expression> keysAndValues) implements Expression {
    @Override
    public String text() {
      StringBuilder text = new StringBuilder("{");
      for (int i = 0; i < keysAndValues.size(); i += 2) {
        text.append(i == 0 ? "" : ", ").append(keysAndValues.get(i).text()).append(": ");
        text.append(keysAndValues.get(i + 1).text());
      }
      return text.append("}").toString();
    }

    @Override
    public List<Expression> parts() {
      return keysAndValues;
    }

    @Override
    public Expression withParts(UnaryOperator<Expression> change) {
      return new Dictionary(changed(keysAndValues, change));
    }
  }

  /** Operators between operands, {@code a + b}, or before one, {@code -a} with a single operand. */
  record Operation(String operator, List<Expression> operands) implements Expression {
    @Override
    public String text() {
      if (operands.size() == 1) {
        return "(" + operator + " " + operands.get(0).text() + ")";
      }
      return "(" + operands.get(0).text() + " " + operator + " " + operands.get(1).text() + ")";
    }

    @Override
    public List<Expression> parts() {
      return operands;
    }

    @Override
    public Expression withParts(UnaryOperator<Expression> change) {
      return new Operation(operator, changed(operands, change));
    }
  }

  /** {@code yes if condition else no}: only one of the two is evaluated. */
  record Choice(Expression condition, Expression yes, Expression no) implements Expression {
    @Override
    public String text() {
      return "(" + yes.text() + " if " + condition.text() + " else " + no.text() + ")";
    }

    @Override
    public List<Expression> parts() {
      return List.of(condition, yes, no);
    }

    @Override
    public Expression withParts(UnaryOperator<Expression> change) {
      return new Choice(change.apply(condition), change.apply(yes), change.apply(no));
    }
  }
}
