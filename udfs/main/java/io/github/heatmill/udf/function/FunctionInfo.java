package io.github.heatmill.udf.function;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.expressions.ExpressionInfo;
import scala.Option;

/**
 * The description of a function for Spark.
 *
 * @param call its name with its arguments, such as {@code heatmap_gini(h)}
 * @param arguments one line per argument: its name, a dash, and its meaning
 * @param help the text for users
 */
public record FunctionInfo(String call, List<String> arguments, Help help) {
  private static final String SINCE = "0.1.0";

  /**
   * The text that {@code DESCRIBE FUNCTION EXTENDED} shows.
   *
   * @param usage the result of the function in one sentence
   * @param note definition, units, range, and when the result is null
   * @param example a query
   * @param answer the result of the example, as {@code spark-sql} prints it
   */
  public record Help(String usage, String note, String example, String answer)
      implements Serializable {}

  /** The name without arguments. */
  public String name() {
    return call.substring(0, call.indexOf('('));
  }

  /** The error message for a call with a wrong number of arguments. */
  public String takesNot(int given) {
    return "takes " + call + ", not " + given + " arguments";
  }

  /** The name as Spark represents it. */
  public FunctionIdentifier identifier() {
    return new FunctionIdentifier(name(), Option.empty());
  }

  /** The text of {@code DESCRIBE FUNCTION}. Spark requires this indentation of its sections. */
  public ExpressionInfo describedAs(Class<?> implementation, String group) {
    StringBuilder each = new StringBuilder();
    arguments.forEach(argument -> each.append("      * ").append(argument).append("\n"));
    return new ExpressionInfo(
        implementation.getName(),
        null,
        name(),
        call + " - " + help.usage(),
        "\n    Arguments:\n" + each + "  ",
        "\n    Examples:\n      > " + help.example() + "\n       " + help.answer() + "\n  ",
        "\n    " + help.note() + "\n  ",
        group,
        SINCE,
        "",
        "java_udf");
  }
}
