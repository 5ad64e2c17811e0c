package io.github.heatmill.udf.function;

/** Arguments that any function takes, as SQL. */
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
    return argument instanceof TextArgument ? "'inferno'" : "1";
  }

  /** What an error says that the argument should have been. */
  static String expectedType(Argument argument) {
    return argument instanceof HeatmapArgument
        ? "STRUCT<height: INT, width: INT, values: BINARY>"
        : argument.type().simpleString().toUpperCase(java.util.Locale.ROOT);
  }
}
