package io.github.heatmill.model.program.origin;

import io.github.heatmill.model.output.ProgramEnd;
import io.github.heatmill.model.output.ProgramEnd.Last;
import io.github.heatmill.model.program.Expression;
import io.github.heatmill.model.program.Expression.Attribute;
import io.github.heatmill.model.program.Expression.Literal;
import io.github.heatmill.model.program.origin.Origins.Origin;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the operator that gives the numbers of a network's output their range: goes back from what
 * the network returns through everything that leaves values as they are, such as views and casts.
 */
public final class LastOperator {
  private static final String TORCH = "torch.";

  private static final Map<String, Last> ENDS =
      Map.of(
          "sigmoid", Last.SIGMOID,
          "hardsigmoid", Last.SIGMOID,
          "special_expit", Last.SIGMOID,
          "softmax", Last.SOFTMAX,
          "_softmax", Last.SOFTMAX,
          "log_softmax", Last.LOG_SOFTMAX,
          "_log_softmax", Last.LOG_SOFTMAX,
          "log_sigmoid", Last.LOG_SIGMOID);

  /** What leaves the values of its first argument as they are, or leaves some of them out. */
  private static final Set<String> VIEWS =
      Set.of(
          "alias",
          "clone",
          "contiguous",
          "detach",
          "double",
          "dropout",
          "expand",
          "expand_as",
          "flatten",
          "float",
          "half",
          "narrow",
          "permute",
          "reshape",
          "reshape_as",
          "select",
          "slice",
          "squeeze",
          "t",
          "to",
          "transpose",
          "type_as",
          "unsqueeze",
          "view",
          "view_as");

  private static final Set<String> LIMITS = Set.of("clamp", "clamp_max", "clamp_min", "hardtanh");
  private static final Set<String> PARTS =
      Set.of("chunk", "split", "split_with_sizes", "tensor_split", "unbind");
  private static final Set<String> JOINS = Set.of("cat", "concat", "concatenate", "stack");
  private static final Set<String> SCALINGS = Set.of("div", "mul", "true_divide");
  private final Origins origins = new Origins();

  private LastOperator() {}

  /**
   * The last operator.
   *
   * @param path the steps to the class scores in what the network returns, see {@link
   *     io.github.heatmill.model.output.NetworkOutput}
   */
  public static ProgramEnd of(Routine network, List<String> path) {
    LastOperator last = new LastOperator();
    return last.common(last.origins.ofReturned(network, path));
  }

  /** The end that several operators have in common. */
  private ProgramEnd common(List<Origin> operators) {
    List<ProgramEnd> ends = operators.stream().map(this::of).toList();
    return ends.stream().map(ProgramEnd::last).distinct().count() == 1
        ? ends.get(0)
        : ProgramEnd.UNKNOWN;
  }

  private ProgramEnd of(Origin origin) {
    String operator = operator(origin);
    List<Expression> arguments = origin.call().arguments();
    if (ENDS.containsKey(operator)) {
      return new ProgramEnd(ENDS.get(operator), TORCH + operator);
    }
    if (VIEWS.contains(operator)) {
      return before(origin);
    }
    if (PARTS.contains(operator)) {
      List<String> path = origin.path();
      List<String> rest = path.isEmpty() ? path : path.subList(1, path.size());
      return common(origins.of(arguments.get(0), origin.place(), rest));
    }
    if (JOINS.contains(operator)) {
      return common(origins.ofElements(arguments.get(0), origin.place()));
    }
    if (LIMITS.contains(operator)) {
      return limited(origin, before(origin));
    }
    if (SCALINGS.contains(operator) && arguments.size() > 1) {
      return scaled(origin);
    }
    return switch (operator) {
      case "exp" -> exponential(before(origin));
      case "log" -> logarithm(before(origin));
      default -> ProgramEnd.UNKNOWN;
    };
  }

  /** The name of the operator, which is the same in place. */
  private static String operator(Origin origin) {
    return Origins.operator(origin.call()).replaceFirst("(?<=.)_$", "");
  }

  /** The end of the first argument of an operator. */
  private ProgramEnd before(Origin origin) {
    return common(origins.of(origin.call().arguments().get(0), origin.place(), origin.path()));
  }

  private static ProgramEnd exponential(ProgramEnd inner) {
    return switch (inner.last()) {
      case LOG_SOFTMAX -> new ProgramEnd(Last.SOFTMAX, "torch.exp of " + inner.operator());
      case LOG_SIGMOID -> new ProgramEnd(Last.SIGMOID, "torch.exp of " + inner.operator());
      default -> ProgramEnd.UNKNOWN;
    };
  }

  private static ProgramEnd logarithm(ProgramEnd inner) {
    return switch (inner.last()) {
      case SOFTMAX -> new ProgramEnd(Last.LOG_SOFTMAX, "torch.log of " + inner.operator());
      case SIGMOID -> new ProgramEnd(Last.LOG_SIGMOID, "torch.log of " + inner.operator());
      default -> ProgramEnd.UNKNOWN;
    };
  }

  private static ProgramEnd limited(Origin origin, ProgramEnd inner) {
    if (inner.is(Last.SIGMOID) || inner.is(Last.SOFTMAX)) {
      return inner;
    }
    List<Optional<Object>> limits =
        origin.call().arguments().stream().skip(1).map(origin.place().routine()::value).toList();
    return limits.equals(List.of(Optional.of(0.0), Optional.of(1.0)))
        ? new ProgramEnd(Last.LIMIT, TORCH + operator(origin) + " to 0..1")
        : ProgramEnd.UNKNOWN;
  }

  private ProgramEnd scaled(Origin origin) {
    Expression first = origin.call().arguments().get(0);
    Expression second = origin.call().arguments().get(1);
    boolean swapped = isConstant(first, origin) && operator(origin).equals("mul");
    Expression factor = swapped ? first : second;
    if (!isConstant(factor, origin)) {
      return ProgramEnd.UNKNOWN;
    }
    Expression value = swapped ? second : first;
    ProgramEnd inner = common(origins.of(value, origin.place(), origin.path()));
    if (origin.place().routine().value(factor).equals(Optional.of(1.0))) {
      return inner;
    }
    return inner.is(Last.SIGMOID) || inner.is(Last.SOFTMAX)
        ? new ProgramEnd(
            Last.SCALED, TORCH + operator(origin) + " of " + inner.operator() + " and a constant")
        : ProgramEnd.UNKNOWN;
  }

  /** A number, or an attribute of a module or of the file. */
  private static boolean isConstant(Expression value, Origin origin) {
    return value instanceof Literal
        || value instanceof Attribute
        || origin.place().routine().value(value).isPresent();
  }
}
