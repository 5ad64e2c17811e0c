package io.github.heatmill.udf.function.truth;

/** Writes boxes as SQL. */
final class Boxes {

  private Boxes() {}

  /** An array of boxes. */
  static String array(String... boxes) {
    return "array(" + String.join(", ", boxes) + ")";
  }

  /** A box whose sides may be any expression. */
  static String box(Object x, Object y, Object width, Object height) {
    return String.format(
        "named_struct('x', double(%s), 'y', double(%s), 'width', double(%s), 'height', double(%s))",
        x, y, width, height);
  }
}
