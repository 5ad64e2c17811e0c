package io.github.heatmill.model.torchscript.repair;

import io.github.heatmill.model.program.Expression;
import io.github.heatmill.model.program.Expression.Call;
import io.github.heatmill.model.program.Expression.Keyword;
import io.github.heatmill.model.program.Expression.Literal;
import io.github.heatmill.model.program.Expression.Name;
import io.github.heatmill.model.program.Statement;
import io.github.heatmill.model.program.Statement.Assign;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Switches the training mode off where the text holds it as a constant: in traces that were made in
 * training mode, and in functions that were called with {@code training=True}, such as {@code
 * F.dropout(x, 0.5)}. A normalisation that has no running statistics uses those of its input in
 * evaluation mode too, and stays as it is.
 */
final class TrainingMode implements Rewriting {
  private static final int NONE = -1;
  private static final int ATTENTION_DROPOUT = 4;

  /** PyTorch's own function, which drops out always, in evaluation mode with the probability 0. */
  private static final String OWN_ATTENTION = "multi_head_attention_forward";

  private static final String ATTENTION = "torch.scaled_dot_product_attention";

  /**
   * The place of an operator's flag among its arguments.
   *
   * @param statistics the place of the running mean; negative if it has none
   */
  private record Flag(int place, int statistics) {}

  private static final Map<String, Flag> FLAGS = flags();

  private final Counts changed = new Counts();

  private static Map<String, Flag> flags() {
    Map<String, Flag> flags = new HashMap<>();
    for (String drop : List.of("", "feature_", "alpha_", "feature_alpha_", "native_")) {
      flags.put("torch." + drop + "dropout", new Flag(2, NONE));
      flags.put("torch." + drop + "dropout_", new Flag(2, NONE));
    }
    for (String norm : List.of("batch_norm", "instance_norm", "native_batch_norm")) {
      flags.put("torch." + norm, new Flag(5, 3));
    }
    flags.put("torch.cudnn_batch_norm", new Flag(5, 3));
    flags.put("torch._batch_norm_impl_index", new Flag(5, 3));
    flags.put("torch.rrelu", new Flag(3, NONE));
    flags.put("torch.rrelu_", new Flag(3, NONE));
    for (String recurrent : List.of("lstm", "gru", "rnn_tanh", "rnn_relu")) {
      flags.put("torch." + recurrent, new Flag(6, NONE));
    }
    String functional = "__torch__.torch.nn.functional.";
    for (String drop : List.of("", "feature_alpha_", "alpha_")) {
      flags.put(functional + drop + "dropout", new Flag(2, NONE));
    }
    for (String drop : List.of("dropout1d", "dropout2d", "dropout3d")) {
      flags.put(functional + drop, new Flag(2, NONE));
    }
    flags.put(functional + "rrelu", new Flag(3, NONE));
    flags.put(functional + "batch_norm", new Flag(5, 1));
    flags.put(functional + "instance_norm", new Flag(5, 1));
    return flags;
  }

  @Override
  public Expression expression(Expression expression, Scope scope) {
    if (!(expression instanceof Call call) || scope.method().name().equals(OWN_ATTENTION)) {
      return expression;
    }
    String callee = scope.callee(call);
    if (callee.equals(ATTENTION)) {
      return withoutDropout(call);
    }
    Flag flag = FLAGS.get(callee);
    return flag != null && isOn(call.arguments(), flag)
        ? switchedOff(call, flag.place(), new Name("False"), callee)
        : call;
  }

  private static boolean isOn(List<Expression> arguments, Flag flag) {
    return flag.place() < arguments.size()
        && isNamed(arguments.get(flag.place()), "True")
        && (flag.statistics() < 0 || !isNamed(arguments.get(flag.statistics()), "None"));
  }

  private static boolean isNamed(Expression expression, String name) {
    return expression instanceof Name word && word.name().equals(name);
  }

  private Call withoutDropout(Call call) {
    for (int i = 0; i < call.arguments().size(); i++) {
      Expression argument = call.arguments().get(i);
      if (argument instanceof Keyword given
          && given.name().equals("dropout_p")
          && isPositive(given.value())) {
        return switchedOff(call, i, new Keyword(given.name(), new Literal("0.")), ATTENTION);
      }
      if (i == ATTENTION_DROPOUT && isPositive(argument)) {
        return switchedOff(call, i, new Literal("0."), ATTENTION);
      }
    }
    return call;
  }

  private static boolean isPositive(Expression value) {
    return value instanceof Literal number
        && number.text().matches("[0-9.]+(?:[eE][+-]?[0-9]+)?")
        && Double.parseDouble(number.text()) > 0;
  }

  private Call switchedOff(Call call, int place, Expression value, String callee) {
    changed.add(callee.substring(callee.lastIndexOf('.') + 1));
    List<Expression> arguments = new ArrayList<>(call.arguments());
    arguments.set(place, value);
    return new Call(call.callee(), arguments);
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
