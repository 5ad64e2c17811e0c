package io.github.heatmill.model.program.origin;

import io.github.heatmill.model.program.Expression;
import io.github.heatmill.model.program.Expression.Call;
import io.github.heatmill.model.program.Expression.Keyword;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Recognises calls of operators with random results. */
public final class RandomCalls {
  private static final Set<String> ALWAYS =
      Set.of(
          "bernoulli",
          "binomial",
          "cauchy_",
          "exponential_",
          "geometric_",
          "log_normal_",
          "multinomial",
          "normal",
          "normal_",
          "poisson",
          "rand",
          "rand_like",
          "randint",
          "randint_like",
          "randn",
          "randn_like",
          "random_",
          "randperm",
          "uniform_",
          "bernoulli_",
          "_standard_gamma",
          "_sample_dirichlet");

  /** The place of the flag among the arguments of those that are random in training mode. */
  private static final Map<String, Integer> WITH_FLAG =
      Map.of(
          "dropout", 2,
          "dropout_", 2,
          "feature_dropout", 2,
          "feature_dropout_", 2,
          "alpha_dropout", 2,
          "alpha_dropout_", 2,
          "native_dropout", 2,
          "rrelu", 3,
          "rrelu_", 3);

  private static final String ATTENTION = "scaled_dot_product_attention";
  private static final String ATTENTION_DROPOUT = "dropout_p";
  private static final int ATTENTION_PLACE = 4;

  private RandomCalls() {}

  /**
   * Whether an operator may give random numbers.
   *
   * @param operator its name without {@code torch.}
   */
  public static boolean isRandom(String operator, Call call, Routine routine) {
    List<Expression> arguments = call.arguments();
    if (operator.equals(ATTENTION)) {
      return dropout(arguments).map(p -> !routine.value(p).equals(Optional.of(0.0))).orElse(false);
    }
    Integer flag = WITH_FLAG.get(operator);
    return flag == null
        ? ALWAYS.contains(operator)
        : flag < arguments.size() && !routine.value(arguments.get(flag)).equals(Optional.of(false));
  }

  private static Optional<Expression> dropout(List<Expression> arguments) {
    for (int i = 0; i < arguments.size(); i++) {
      if (arguments.get(i) instanceof Keyword given
          ? given.name().equals(ATTENTION_DROPOUT)
          : i == ATTENTION_PLACE) {
        return Optional.of(
            arguments.get(i) instanceof Keyword given ? given.value() : arguments.get(i));
      }
    }
    return Optional.empty();
  }
}
