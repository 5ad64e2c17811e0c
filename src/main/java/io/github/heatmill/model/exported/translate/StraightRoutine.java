package io.github.heatmill.model.exported.translate;

import io.github.heatmill.model.program.ConstantRules;
import io.github.heatmill.model.program.Expression;
import io.github.heatmill.model.program.Expression.Call;
import io.github.heatmill.model.program.Statement;
import io.github.heatmill.model.program.Statement.If;
import io.github.heatmill.model.program.origin.Routine;
import java.util.List;
import java.util.Optional;

/** A program without branches and without calls of other methods. */
record StraightRoutine(List<Statement> body) implements Routine {
  StraightRoutine {
    body = List.copyOf(body);
  }

  @Override
  public Optional<Expression> argument(String parameter) {
    return Optional.empty();
  }

  @Override
  public Optional<Object> value(Expression expression) {
    return ConstantRules.literal(expression);
  }

  @Override
  public Optional<List<Statement>> decided(If choice) {
    return Optional.empty();
  }

  @Override
  public Optional<Routine> called(Call call) {
    return Optional.empty();
  }

  @Override
  public boolean makesTuple(Call call) {
    return false;
  }
}
