package io.github.heatmill.udf.function;

import io.github.heatmill.udf.function.argument.Argument;
import io.github.heatmill.udf.function.argument.BoxesArgument;
import io.github.heatmill.udf.function.argument.BytesArgument;
import io.github.heatmill.udf.function.argument.HeatmapArgument;
import io.github.heatmill.udf.function.argument.NumberArgument;
import io.github.heatmill.udf.function.argument.NumbersArgument;
import io.github.heatmill.udf.function.argument.TextArgument;

/** Sample arguments for any function, as SQL. */
final class Sample {
  static final String MAP = "heatmap_of(2, 2, array(0, 1, 2, 3))";

  private Sample() {}

  static String of(Argument argument) {
    if (argument instanceof HeatmapArgument) {
      return MAP;
    }
    if (argument instanceof NumbersArgument) {
      return "array(0, 1, 2, 3)";
    }
    if (argument instanceof BoxesArgument) {
      return "array(named_struct('x', 0, 'y', 0, 'width', 1, 'height', 1))";
    }
    if (argument instanceof BytesArgument) {
      return "X'00'";
    }
    if (argument instanceof NumberArgument) {
      return "0.25";
    }
    return argument instanceof TextArgument ? "'inferno'" : "1";
  }

  /** The expected type in an error message. */
  static String expectedType(Argument argument) {
    return argument instanceof HeatmapArgument
        ? "STRUCT<height: INT, width: INT, values: BINARY>"
        : argument.type().simpleString().toUpperCase(java.util.Locale.ROOT);
  }
}
