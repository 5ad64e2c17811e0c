package io.github.heatmill.udf.function;

import static java.util.stream.Collectors.joining;

import io.github.heatmill.udf.function.argument.Argument;
import io.github.heatmill.udf.function.argument.IntegerArgument;
import java.io.Serializable;
import java.util.List;

/**
 * What a function says of itself.
 *
 * @param name as queries call it
 * @param arguments in their order; those that may be left out come last
 * @param result what it gives
 * @param help for people
 */
public record FunctionCard(String name, List<Argument> arguments, ResultType result, Help help)
    implements Serializable {
  /**
   * What {@code DESCRIBE FUNCTION EXTENDED} shows.
   *
   * @param usage one sentence: what it gives
   * @param note definition, units, range, and when it is null
   * @param example a query
   * @param answer what the example gives, as {@code spark-sql} prints it
   */
  public record Help(String usage, String note, String example, String answer)
      implements Serializable {}

  public FunctionCard {
    arguments = List.copyOf(arguments);
  }

  /** How it is called, such as {@code heatmap_iou(a, b, quantile)}. */
  public String call() {
    return name + arguments.stream().map(Argument::name).collect(joining(", ", "(", ")"));
  }

  /** The number of arguments that must be given. */
  int required() {
    return (int) arguments.stream().filter(argument -> !isOptional(argument)).count();
  }

  private static boolean isOptional(Argument argument) {
    return argument instanceof IntegerArgument known && known.isKnown();
  }

  /** For Spark. */
  public FunctionInfo info() {
    return new FunctionInfo(
        call(),
        arguments.stream().map(argument -> argument.name() + " - " + argument.text()).toList(),
        help);
  }
}
