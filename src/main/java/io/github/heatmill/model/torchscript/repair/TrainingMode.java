package io.github.heatmill.model.torchscript.repair;

import io.github.heatmill.model.program.Expression;
import io.github.heatmill.model.program.Expression.Call;
import io.github.heatmill.model.program.Statement;
import io.github.heatmill.model.program.Statement.Assign;
import io.github.heatmill.model.program.TrainingFlags;
import io.github.heatmill.model.program.TrainingFlags.Flag;
import io.github.heatmill.model.source.Counts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Switches the training mode off where the text holds it as a constant: in traces that were made in
 * training mode, and in functions that were called with {@code training=True}, such as {@code
 * F.dropout(x, 0.5)}. A normalisation that has no running statistics uses those of its input in
 * evaluation mode too, and stays as it is.
 */
final class TrainingMode implements Rewriting {
  private static final String OPERATORS = "torch.";
  private static final String FUNCTIONAL = "__torch__.torch.nn.functional.";

  /** PyTorch's own function, which drops out always, in evaluation mode with the probability 0. */
  private static final String OWN_ATTENTION = "multi_head_attention_forward";

  /** The flags of PyTorch's functions, whose arguments differ from those of operators. */
  private static final Map<String, Flag> FUNCTIONS = functions();

  private final Counts changed = new Counts();

  private static Map<String, Flag> functions() {
    Map<String, Flag> flags = new HashMap<>();
    for (String drop :
        List.of(
            "dropout",
            "feature_alpha_dropout",
            "alpha_dropout",
            "dropout1d",
            "dropout2d",
            "dropout3d")) {
      flags.put(FUNCTIONAL + drop, new Flag(2));
    }
    flags.put(FUNCTIONAL + "rrelu", new Flag(3));
    flags.put(FUNCTIONAL + "batch_norm", new Flag(5, 1));
    flags.put(FUNCTIONAL + "instance_norm", new Flag(5, 1));
    return flags;
  }

  @Override
  public Expression expression(Expression expression, Scope scope) {
    if (!(expression instanceof Call call) || scope.method().name().equals(OWN_ATTENTION)) {
      return expression;
    }
    String callee = scope.callee(call);
    Optional<Call> switchedOff =
        callee.startsWith(OPERATORS)
            ? TrainingFlags.switchedOff(callee.substring(OPERATORS.length()), call)
            : Optional.ofNullable(FUNCTIONS.get(callee))
                .flatMap(flag -> TrainingFlags.switchedOff(flag, call));
    if (switchedOff.isPresent()) {
      changed.add(callee.substring(callee.lastIndexOf('.') + 1));
    }
    return switchedOff.isPresent() ? switchedOff.get() : call;
  }

  /** Leaves out the count of the batches that a normalisation has seen. */
  @Override
  public List<Statement> statement(Statement statement, Scope scope) {
    if (statement instanceof Assign assign
        && assign.value() instanceof Call call
        && Set.of("torch.add_", "torch.add").contains(call.callee().text())
        && call.arguments().get(0).text().matches("(?:.*\\.)?num_batches_tracked\\d*")) {
      return List.of(new Assign(assign.target(), assign.type(), call.arguments().get(0)));
    }
    return List.of(statement);
  }

  @Override
  public List<String> notes() {
    return changed.isEmpty()
        ? List.of()
        : List.of("training mode in the code switched off (" + changed.text() + ")");
  }
}
