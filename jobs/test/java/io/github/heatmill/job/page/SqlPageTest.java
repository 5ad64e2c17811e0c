package io.github.heatmill.job.page;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.job.sql.RunTables;
import io.github.heatmill.job.sql.RunView;
import io.github.heatmill.job.sql.SqlRunner;
import io.github.heatmill.job.sql.Statements;
import io.github.heatmill.job.support.AuditedDemo;
import io.github.heatmill.job.support.MeasuredDemo;
import io.github.heatmill.job.support.Spark;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every query of docs/sql.md gives the answer that the page prints. */
class SqlPageTest {
  private static SparkSession spark;

  /** Small, and with all metrics; the page speaks of another run. */
  @BeforeAll
  static void open() throws IOException {
    assertThat(MeasuredDemo.EXPLAINED.errors()).isEmpty();
    spark = Spark.beside();
    new RunTables(spark, MeasuredDemo.AT_ONCE.toString()).open();
  }

  @Test
  void thereAreFifteenQuestions() {
    assertThat(questions()).hasSize(15);
  }

  @ParameterizedTest
  @MethodSource("questions")
  void theQueryRunsAndItsColumnsAreThoseOfThePage(SqlPage.Question question) {
    String answer = answer(spark, question);

    assertThat(columns(answer)).isNotEmpty().isEqualTo(columns(question.answer()));
  }

  private static List<String> columns(String table) {
    return Stream.of(table.lines().skip(1).findFirst().orElseThrow().split("\\|"))
        .map(String::strip)
        .toList();
  }

  @Tag("exhaustive")
  @ParameterizedTest
  @MethodSource("questions")
  void theAnswerIsThatOfThePage(SqlPage.Question question) throws IOException {
    assertThat(AuditedDemo.EXPLAINED.errors()).isEmpty();
    SparkSession own = Spark.beside();
    new RunTables(own, AuditedDemo.OUTPUT.toString()).open();

    assertThat(answer(own, question)).isEqualTo(question.answer());
  }

  private static String answer(SparkSession spark, SqlPage.Question question) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    StringWriter errors = new StringWriter();
    SqlRunner runner =
        SqlRunner.printing(
            spark,
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintWriter(errors, true));
    List<String> statements = Statements.of(question.query()).all();
    statements.subList(0, statements.size() - 1).forEach(statement -> spark.sql(statement));
    runner.run(statements.get(statements.size() - 1));
    assertThat(errors.toString()).isEmpty();
    return out.toString(StandardCharsets.UTF_8);
  }

  static List<SqlPage.Question> questions() {
    return SqlPage.questions();
  }

  @Test
  void everyFunctionIsNamed() {
    assertThat(spark.sql("SHOW FUNCTIONS LIKE 'heatmap*'").collectAsList())
        .isNotEmpty()
        .allSatisfy(row -> assertThat(SqlPage.TEXT).contains("`" + row.getString(0) + "("));
  }

  @ParameterizedTest
  @EnumSource(RunView.class)
  void theColumnsOfAViewAreExplainedAsDescribeDoes(RunView view) {
    String columns =
        spark.sql("DESCRIBE " + view.title()).collectAsList().stream()
            .map(row -> "| `%s` | %s |\n".formatted(row.get(0), row.get(2)))
            .collect(joining());

    assertThat(SqlPage.TEXT).contains("### `" + view.title() + "`\n").contains(columns);
    assertThat(columns).doesNotContain("null |");
  }
}
