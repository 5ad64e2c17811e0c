package io.github.heatmill.model.program;

import io.github.heatmill.model.program.Expression.Call;
import io.github.heatmill.model.program.Expression.Literal;
import io.github.heatmill.model.program.Expression.Name;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * What TorchScript computes from known values: a Boolean, a number, a String, or {@link #NONE}. A
 * result is empty where it is not known.
 */
public final class ConstantRules {
  /** Stands for None. */
  public static final Object NONE = new Object();

  private static final Map<String, BiPredicate<Double, Double>> ORDERS =
      Map.of(
          "torch.lt", (a, b) -> a < b,
          "torch.le", (a, b) -> a <= b,
          "torch.gt", (a, b) -> a > b,
          "torch.ge", (a, b) -> a >= b);

  private static final Set<String> EQUAL = Set.of("torch.eq", "torch.__is__");
  private static final Set<String> DIFFERENT = Set.of("torch.ne", "torch.__isnot__");
  private static final Set<String> CASTS = Set.of("annotate", "unchecked_cast");

  private ConstantRules() {}

  /** The value that a number, a string, {@code True}, {@code False} or {@code None} stands for. */
  public static Optional<Object> literal(Expression expression) {
    if (expression instanceof Name name) {
      return switch (name.name()) {
        case "True" -> Optional.of(true);
        case "False" -> Optional.of(false);
        case "None" -> Optional.of(NONE);
        default -> Optional.empty();
      };
    }
    return expression instanceof Literal literal ? written(literal.text()) : Optional.empty();
  }

  private static Optional<Object> written(String text) {
    boolean quoted = text.length() > 1 && text.charAt(0) == text.charAt(text.length() - 1);
    if (quoted && text.matches("\"[^\"\\\\]*\"|'[^'\\\\]*'")) {
      return Optional.of(text.substring(1, text.length() - 1));
    }
    try {
      return Optional.of(Double.valueOf(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** The argument whose value and type an expression takes on; empty if it is no cast. */
  public static Optional<Expression> cast(Expression expression) {
    return expression instanceof Call call
            && CASTS.contains(call.callee().text())
            && call.arguments().size() == 2
        ? Optional.of(call.arguments().get(1))
        : Optional.empty();
  }

  /** The result of a function of one or two known values. */
  public static Optional<Object> result(String function, List<Object> values) {
    if (function.equals("torch.__not__") && values.get(0) instanceof Boolean value) {
      return Optional.of(!value);
    }
    if (values.size() != 2) {
      return Optional.empty();
    }
    Object left = values.get(0);
    Object right = values.get(1);
    if (EQUAL.contains(function) || DIFFERENT.contains(function)) {
      return Optional.of(equal(left, right) == EQUAL.contains(function));
    }
    return left instanceof Number a && right instanceof Number b
        ? Optional.ofNullable(ORDERS.get(function))
            .map(order -> order.test(a.doubleValue(), b.doubleValue()))
        : Optional.empty();
  }

  private static boolean equal(Object left, Object right) {
    return left instanceof Number a && right instanceof Number b
        ? a.doubleValue() == b.doubleValue()
        : left.equals(right);
  }
}
