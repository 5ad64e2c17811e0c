package io.github.heatmill.job.compare.table;

import static java.util.stream.Collectors.joining;

import io.github.heatmill.naming.ClosestNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunction;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.SubqueryExpression;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser$;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import scala.collection.Iterator;

/**
 * The condition of {@code --fail-if}: an expression of Spark SQL over {@link SummaryColumns}.
 *
 * @param expression the condition as the user wrote it
 * @param names the names of the columns in the condition, in lower case
 */
public record FailIf(String expression, Set<String> names) {
  private static final int SHOWN_NAMES = 3;

  /** The functions that a condition may call: of numbers, and of values that are not known. */
  private static final Set<String> FUNCTIONS =
      Set.of(
          "abs",
          "between",
          "ceil",
          "coalesce",
          "floor",
          "greatest",
          "if",
          "ifnull",
          "isnan",
          "isnotnull",
          "isnull",
          "least",
          "mod",
          "nanvl",
          "nullif",
          "nvl",
          "pow",
          "power",
          "round",
          "sign",
          "sqrt");

  /**
   * The value of the condition.
   *
   * @param fails whether the condition holds, or cannot be decided
   * @param line a message with the numbers; empty if it does not fail
   */
  public record Outcome(boolean fails, String line) {}

  public FailIf {
    names = Set.copyOf(names);
  }

  /**
   * Parses a condition.
   *
   * @throws IllegalArgumentException if it is not SQL, or has a name that the summary does not have
   */
  public static FailIf of(String expression) {
    Set<String> names = new TreeSet<>();
    collect(parsed(expression), names);
    List<String> known = SummaryColumns.names();
    for (String name : names) {
      if (!known.contains(name)) {
        throw new IllegalArgumentException(
            "Unknown name in --fail-if: %s (did you mean %s? The summary has %s)"
                .formatted(
                    name,
                    String.join(", ", ClosestNames.of(name, known, SHOWN_NAMES)),
                    String.join(", ", known)));
      }
    }
    return new FailIf(expression, names);
  }

  private static Expression parsed(String expression) {
    try {
      return CatalystSqlParser$.MODULE$.parseExpression(expression);
    } catch (Exception e) { // Scala does not declare its checked exceptions.
      throw invalid(expression, e);
    }
  }

  private static IllegalArgumentException invalid(String expression, Exception reason) {
    String line =
        String.valueOf(reason.getMessage())
            .lines()
            .filter(text -> !text.isBlank())
            .findFirst()
            .orElse("");
    return new IllegalArgumentException(
        "Invalid --fail-if: %s (must be true or false in SQL, such as mean_rank_correlation < 0.8: %s)"
            .formatted(expression, line),
        reason);
  }

  private static void collect(Expression expression, Set<String> names) {
    expectPlain(expression);
    if (expression instanceof UnresolvedAttribute attribute) {
      names.add(attribute.name().toLowerCase(Locale.ROOT));
    }
    Iterator<Expression> children = expression.children().iterator();
    while (children.hasNext()) {
      collect(children.next(), names);
    }
  }

  /** A condition may come with a pipeline that somebody else wrote, so it only computes. */
  private static void expectPlain(Expression expression) {
    if (expression instanceof SubqueryExpression) {
      throw new IllegalArgumentException(
          "Subquery in --fail-if: "
              + expression.sql()
              + " (must be an expression over the numbers of the summary)");
    }
    if (expression instanceof UnresolvedFunction function) {
      String name = function.nameParts().mkString(".").toLowerCase(Locale.ROOT);
      if (!FUNCTIONS.contains(name)) {
        throw new IllegalArgumentException(
            "Function in --fail-if: %s (must be one of %s)"
                .formatted(name, String.join(", ", new TreeSet<>(FUNCTIONS))));
      }
    }
  }

  /**
   * Checks the types and functions of the condition, before there is a summary.
   *
   * @throws IllegalArgumentException if the expression is not a boolean one
   */
  public void check(SparkSession spark) {
    try {
      asked(spark.createDataFrame(List.of(), SummaryColumns.schema()));
    } catch (Exception e) { // Scala does not declare its checked exceptions.
      throw invalid(expression, e);
    }
  }

  private Dataset<Row> asked(Dataset<Row> summary) {
    Dataset<Row> asked = summary.select(functions.expr(expression));
    if (!asked.schema().apply(0).dataType().equals(DataTypes.BooleanType)) {
      throw new IllegalArgumentException(
          "it is of type " + asked.schema().apply(0).dataType().sql());
    }
    return asked;
  }

  /** Evaluates the condition. It fails also if its value is null. */
  public Outcome outcome(Dataset<Row> summary) {
    Row answer = asked(summary).first();
    if (!answer.isNullAt(0) && !answer.getBoolean(0)) {
      return new Outcome(false, "");
    }
    Row row = summary.first();
    List<String> unknown = names.stream().filter(name -> row.getAs(name) == null).sorted().toList();
    return new Outcome(
        true,
        answer.isNullAt(0)
            ? "--fail-if cannot be decided: %s (not known: %s)"
                .formatted(expression, String.join(", ", unknown))
            : "--fail-if holds: %s (%s)".formatted(expression, numbers(row)));
  }

  private String numbers(Row row) {
    List<String> numbers = new ArrayList<>();
    for (String name : names) {
      Object value = row.getAs(name);
      numbers.add(
          name
              + " is "
              + (value instanceof Double d ? String.format(Locale.ROOT, "%.4f", d) : value));
    }
    return numbers.stream().sorted().collect(joining(", "));
  }
}
