package io.github.heatmill.model.torchscript.inline;

import io.github.heatmill.model.program.Expression;
import io.github.heatmill.model.program.Expression.Call;
import io.github.heatmill.model.program.Expression.Keyword;
import io.github.heatmill.model.program.Expression.Name;
import io.github.heatmill.model.program.Statement;
import io.github.heatmill.model.program.UnreadableSourceException;
import io.github.heatmill.model.torchscript.syntax.Method;
import io.github.heatmill.model.torchscript.syntax.Method.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Assigns the arguments of a call to the parameters of the inlined method. */
final class ArgumentBinding {

  private ArgumentBinding() {}

  /** The assignments; the first parameter, {@code self}, needs none. */
  static List<Statement> of(Method method, List<Expression> arguments, Frame frame) {
    List<Parameter> parameters = method.parameters().subList(1, method.parameters().size());
    List<Statement> assignments = new ArrayList<>();
    for (int i = 0; i < parameters.size(); i++) {
      Parameter parameter = parameters.get(i);
      Expression value = value(parameter, i, arguments);
      Expression typed = parameter.type().map(type -> typed(type, value)).orElse(value);
      assignments.add(
          new Statement.Assign(frame.renamed(new Name(parameter.name())), Optional.empty(), typed));
    }
    return assignments;
  }

  /** The argument of a call for one of the parameters after {@code self}, or its default value. */
  static Expression value(Parameter parameter, int index, List<Expression> arguments) {
    if (index < arguments.size() && !(arguments.get(index) instanceof Keyword)) {
      return arguments.get(index);
    }
    return arguments.stream()
        .filter(argument -> argument instanceof Keyword k && k.name().equals(parameter.name()))
        .map(argument -> ((Keyword) argument).value())
        .findFirst()
        .or(parameter::value)
        .orElseThrow(() -> new UnreadableSourceException("no value for " + parameter.name()));
  }

  /** Converts a value to its declared type: None or a tensor becomes an optional tensor. */
  static Expression typed(Expression type, Expression value) {
    String text = type.text();
    return text.contains("Optional[") || text.contains("Union[")
        ? new Call(new Name("annotate"), List.of(type, value))
        : value;
  }
}
