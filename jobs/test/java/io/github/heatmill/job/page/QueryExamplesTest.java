package io.github.heatmill.job.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.job.page.CommandExamples.Example;
import io.github.heatmill.job.sql.Statements;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.execution.SparkSqlParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Spark's parser accepts every query and condition of the documentation. */
class QueryExamplesTest {

  static List<String> queries() {
    return Stream.concat(
            Page.all().stream().flatMap(page -> page.blocks("sql").stream()),
            calls("sql").flatMap(call -> call.words().stream().skip(3)))
        .flatMap(text -> Statements.of(text).all().stream())
        .toList();
  }

  static List<String> conditions() {
    return calls("compare")
        .filter(call -> call.words().contains("--fail-if"))
        .map(call -> call.words().get(call.words().indexOf("--fail-if") + 1))
        .toList();
  }

  /** Calls of one command; those of {@code sql} begin with {@code sql --input OUTPUT}. */
  private static Stream<Example> calls(String command) {
    return CommandExamples.whole().stream().filter(call -> call.words().get(0).equals(command));
  }

  @Test
  void thereAreQueriesAndConditions() {
    assertThat(queries()).hasSizeGreaterThan(20);
    assertThat(conditions()).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("queries")
  void aQueryIsSql(String query) {
    assertThat(new SparkSqlParser().parsePlan(query)).isNotNull();
  }

  @ParameterizedTest
  @MethodSource("conditions")
  void aConditionIsSql(String condition) {
    assertThat(new SparkSqlParser().parseExpression(condition)).isNotNull();
  }
}
