package io.github.heatmill.model.torchscript.syntax;

import io.github.heatmill.model.program.Expression;
import io.github.heatmill.model.program.Statement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A method as TorchScript saved it. The first parameter is {@code self}.
 *
 * @param result the declared type of its return value
 */
public record Method(
    String name, List<Parameter> parameters, Optional<Expression> result, List<Statement> body) {

  public record Parameter(String name, Optional<Expression> type, Optional<Expression> value) {}

  /** The names of this method's parameters and variables. */
  public Stream<String> locals() {
    return Stream.concat(
        parameters.stream().map(Parameter::name), body.stream().flatMap(Statement::assigned));
  }

  public boolean returnsTensor() {
    return result.map(type -> type.text().equals("Tensor")).orElse(false);
  }

  /** Whether its only way out is a return statement at its end. */
  public boolean returnsAtItsEnd() {
    return !body.isEmpty()
        && body.get(body.size() - 1) instanceof Statement.Return
        && body.subList(0, body.size() - 1).stream().noneMatch(Method::returns);
  }

  private static boolean returns(Statement statement) {
    return statement instanceof Statement.Return
        || statement.nested().stream().anyMatch(Method::returns);
  }
}
