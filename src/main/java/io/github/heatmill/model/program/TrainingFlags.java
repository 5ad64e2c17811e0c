package io.github.heatmill.model.program;

import io.github.heatmill.model.program.Expression.Call;
import io.github.heatmill.model.program.Expression.Keyword;
import io.github.heatmill.model.program.Expression.Literal;
import io.github.heatmill.model.program.Expression.Name;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The operators that a flag puts into training mode. A normalisation that has no running statistics
 * uses those of its input in evaluation mode too, and stays as it is.
 */
public final class TrainingFlags {
  private static final int NONE = -1;
  private static final int ATTENTION_DROPOUT = 4;
  private static final String ATTENTION = "scaled_dot_product_attention";
  private static final Set<String> FLAG_NAMES = Set.of("train", "training", "use_input_stats");

  /**
   * The place of an operator's flag among its arguments.
   *
   * @param statistics the place of the running mean; negative if it has none
   */
  public record Flag(int place, int statistics) {
    /** A flag of an operator without running statistics. */
    public Flag(int place) {
      this(place, NONE);
    }
  }

  private static final Map<String, Flag> FLAGS = flags();

  private TrainingFlags() {}

  private static Map<String, Flag> flags() {
    Map<String, Flag> flags = new HashMap<>();
    for (String drop : List.of("", "feature_", "alpha_", "feature_alpha_", "native_")) {
      flags.put(drop + "dropout", new Flag(2));
      flags.put(drop + "dropout_", new Flag(2));
    }
    for (String norm :
        List.of(
            "batch_norm",
            "instance_norm",
            "native_batch_norm",
            "cudnn_batch_norm",
            "_batch_norm_impl_index",
            "_native_batch_norm_legit",
            "_native_batch_norm_legit_functional")) {
      flags.put(norm, new Flag(5, 3));
    }
    flags.put("rrelu", new Flag(3));
    flags.put("rrelu_", new Flag(3));
    for (String recurrent : List.of("lstm", "gru", "rnn_tanh", "rnn_relu")) {
      flags.put(recurrent, new Flag(6));
    }
    return flags;
  }

  /**
   * A call in evaluation mode, if it is in training mode.
   *
   * @param operator its name without {@code torch.}
   */
  public static Optional<Call> switchedOff(String operator, Call call) {
    if (operator.equals(ATTENTION)) {
      return withoutDropout(call);
    }
    return Optional.ofNullable(FLAGS.get(operator)).flatMap(flag -> switchedOff(flag, call));
  }

  /** A call in evaluation mode, if its flag puts it into training mode. */
  public static Optional<Call> switchedOff(Flag flag, Call call) {
    List<Expression> arguments = call.arguments();
    boolean normalises =
        flag.statistics() >= 0
            && flag.statistics() < arguments.size()
            && isNamed(arguments.get(flag.statistics()), "None");
    if (normalises) {
      return Optional.empty();
    }
    for (int i = 0; i < arguments.size(); i++) {
      if (arguments.get(i) instanceof Keyword given
          && FLAG_NAMES.contains(given.name())
          && isNamed(given.value(), "True")) {
        return Optional.of(changed(call, i, new Keyword(given.name(), new Name("False"))));
      }
      if (i == flag.place() && isNamed(arguments.get(i), "True")) {
        return Optional.of(changed(call, i, new Name("False")));
      }
    }
    return Optional.empty();
  }

  private static boolean isNamed(Expression expression, String name) {
    return expression instanceof Name word && word.name().equals(name);
  }

  private static Optional<Call> withoutDropout(Call call) {
    for (int i = 0; i < call.arguments().size(); i++) {
      Expression argument = call.arguments().get(i);
      if (argument instanceof Keyword given
          && given.name().equals("dropout_p")
          && isPositive(given.value())) {
        return Optional.of(changed(call, i, new Keyword(given.name(), new Literal("0."))));
      }
      if (i == ATTENTION_DROPOUT && isPositive(argument)) {
        return Optional.of(changed(call, i, new Literal("0.")));
      }
    }
    return Optional.empty();
  }

  private static boolean isPositive(Expression value) {
    return value instanceof Literal number
        && number.text().matches("[0-9.]+(?:[eE][+-]?[0-9]+)?")
        && Double.parseDouble(number.text()) > 0;
  }

  private static Call changed(Call call, int place, Expression value) {
    List<Expression> arguments = new ArrayList<>(call.arguments());
    arguments.set(place, value);
    return new Call(call.callee(), arguments);
  }
}
