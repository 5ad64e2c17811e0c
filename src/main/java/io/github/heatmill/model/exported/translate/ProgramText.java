package io.github.heatmill.model.exported.translate;

import io.github.heatmill.model.output.ProgramHints;
import io.github.heatmill.model.program.Expression;
import io.github.heatmill.model.program.Expression.Call;
import io.github.heatmill.model.program.FlatProgram;
import io.github.heatmill.model.program.Statement;
import io.github.heatmill.model.program.Statement.Return;
import io.github.heatmill.model.program.origin.LastOperator;
import io.github.heatmill.model.program.origin.RandomCalls;
import java.util.ArrayList;
import java.util.List;

/** Source text of a straight program, and what it shows before it runs. */
public final class ProgramText {
  private static final String OPERATORS = "torch.";

  private ProgramText() {}

  /** The network's forward, as a method of a class. */
  public static String forward(String className, FlatProgram program) {
    StringBuilder text = new StringBuilder();
    text.append("  def forward(self: ").append(className).append(", ").append(FlatProgram.INPUT);
    text.append(": Tensor) -> ").append(program.outputType()).append(":\n");
    program
        .lines(0, program.statements().size())
        .forEach(line -> text.append("    ").append(line).append('\n'));
    return text.append("    return ").append(program.output().text()).append('\n').toString();
  }

  /**
   * What a program shows of an output.
   *
   * @param path the steps to the class scores in what the network returns
   */
  public static ProgramHints hints(FlatProgram program, List<String> path) {
    List<Statement> body = new ArrayList<>(program.statements());
    body.add(new Return(program.output()));
    StraightRoutine routine = new StraightRoutine(body);
    List<String> random =
        body.stream()
            .flatMap(statement -> statement.expressions().stream())
            .flatMap(Expression::all)
            .filter(Call.class::isInstance)
            .map(Call.class::cast)
            .filter(call -> call.callee().text().startsWith(OPERATORS))
            .filter(call -> RandomCalls.isRandom(operator(call), call, routine))
            .map(call -> call.callee().text())
            .distinct()
            .sorted()
            .toList();
    return new ProgramHints(LastOperator.of(routine, path), random);
  }

  private static String operator(Call call) {
    return call.callee().text().substring(OPERATORS.length());
  }
}
