package io.github.heatmill.udf.function;

import static java.util.stream.Collectors.joining;

import io.github.heatmill.udf.function.argument.Argument;
import io.github.heatmill.udf.function.argument.InputArgument;
import java.io.Serializable;
import java.util.List;

/**
 * Describes a function: its name, its arguments and its result.
 *
 * @param name the name in queries
 * @param arguments in their order; optional ones come last
 * @param result the type of the result
 * @param help the text for users
 */
public record FunctionCard(
    String name, List<Argument> arguments, ResultType result, FunctionInfo.Help help)
    implements Serializable {
  public FunctionCard {
    arguments = List.copyOf(arguments);
  }

  /** The call, such as {@code heatmap_iou(a, b, quantile)}. */
  public String call() {
    return name + arguments.stream().map(Argument::name).collect(joining(", ", "(", ")"));
  }

  /** The number of required arguments. */
  int required() {
    return (int) arguments.stream().filter(argument -> !isOptional(argument)).count();
  }

  private static boolean isOptional(Argument argument) {
    return argument instanceof InputArgument;
  }

  /** The description for Spark. */
  public FunctionInfo info() {
    return new FunctionInfo(
        call(),
        arguments.stream().map(argument -> argument.name() + " - " + argument.text()).toList(),
        help);
  }
}
