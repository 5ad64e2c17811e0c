package io.github.heatmill.udf.function;

import java.util.List;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.expressions.ExpressionInfo;
import scala.Option;

/**
 * What Spark shall know of a function.
 *
 * @param call its name with what it takes, such as {@code heatmap_gini(h)}
 * @param arguments a line for each: its name, a dash, and what it means
 * @param help for people
 */
public record FunctionInfo(String call, List<String> arguments, FunctionCard.Help help) {
  private static final String SINCE = "0.1.0";

  /** The name alone. */
  public String name() {
    return call.substring(0, call.indexOf('('));
  }

  /** What is wrong with a call of so many arguments. */
  public String takesNot(int given) {
    return "takes " + call + ", not " + given + " arguments";
  }

  /** Its name for Spark. */
  public FunctionIdentifier identifier() {
    return new FunctionIdentifier(name(), Option.empty());
  }

  /** For {@code DESCRIBE FUNCTION}, whose sections Spark wants indented just so. */
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
