package io.github.heatmill.model.torchscript.repair;

import io.github.heatmill.model.program.Expression.Call;
import io.github.heatmill.model.program.Statement;
import io.github.heatmill.model.program.Statement.Evaluate;
import java.util.List;

/** Removes warnings, which libtorch would print on the terminal as the file words them. */
final class Warnings implements Rewriting {
  private static final String WARN = "torch.warn";

  @Override
  public List<Statement> statement(Statement statement, Scope scope) {
    boolean warns =
        statement instanceof Evaluate evaluate
            && evaluate.value() instanceof Call call
            && call.callee().text().equals(WARN);
    return warns ? List.of() : List.of(statement);
  }

  /** Nothing that the network computes changes. */
  @Override
  public List<String> notes() {
    return List.of();
  }
}
