package io.github.heatmill.udf.function;

import static io.github.heatmill.udf.TestTable.map;
import static io.github.heatmill.udf.TestTable.of;
import static io.github.heatmill.udf.TestTable.values;
import static org.apache.spark.sql.functions.call_udf;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.udf.TestSession;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests functions as parts of queries. */
@Tag("both-lines")
class InQueriesTest {

  @BeforeEach
  void maps() {
    of("id, h", "1, " + map(1, 2, 0, 1), "2, " + map(1, 4, 0, 0, 0, 1), "3, NULL")
        .createOrReplaceTempView("maps");
  }

  @Test
  void functionNamesIgnoreCase() {
    assertThat(answers("SELECT HEATMAP_GINI(h), Heatmap_Gini(H) FROM maps WHERE id = 1"))
        .containsExactly("[0.5,0.5]");
  }

  @Test
  void javaCallsFunctionsByNameAndAsText() {
    Dataset<Row> maps = TestSession.spark().table("maps").where("id = 2");

    assertThat(maps.select(call_udf("heatmap_gini", col("h"))).first().get(0)).isEqualTo(0.75);
    assertThat(maps.select(call_udf("heatmap_area", col("h"), lit(0.5))).first().get(0))
        .isEqualTo(0.25);
    assertThat(maps.select(expr("heatmap_area(h, 0.5)").as("area")).first().<Double>getAs("area"))
        .isEqualTo(0.25);
  }

  @Test
  void functionsMayStandWhereverAnExpressionMay() {
    assertThat(answers("SELECT id FROM maps WHERE heatmap_gini(h) > 0.6")).containsExactly("[2]");
    assertThat(answers("SELECT id FROM maps ORDER BY heatmap_gini(h) DESC NULLS LAST"))
        .containsExactly("[2]", "[1]", "[3]");
    assertThat(
            answers(
                "SELECT heatmap_gini(h) g, count(*) FROM maps GROUP BY heatmap_gini(h) ORDER BY g"))
        .containsExactly("[null,1]", "[0.5,1]", "[0.75,1]");
    assertThat(
            answers(
                "SELECT a.id, b.id FROM maps a JOIN maps b ON heatmap_gini(a.h) < heatmap_gini(b.h)"))
        .containsExactly("[1,2]");
    assertThat(
            answers(
                "SELECT CASE WHEN heatmap_gini(h) > 0.6 THEN 'sharp' ELSE 'even' END FROM maps ORDER BY id"))
        .containsExactly("[even]", "[sharp]", "[even]");
    assertThat(answers("SELECT max(heatmap_gini(h)) FROM maps")).containsExactly("[0.75]");
  }

  @Test
  void theSameCallTwiceIsOneCall() {
    String query = "SELECT heatmap_gini(h) AS a, heatmap_gini(h) + 1 AS b FROM maps WHERE id = 2";

    assertThat(answers(query)).containsExactly("[0.75,1.75]");
    List<Expression> calls =
        calls("SELECT heatmap_gini(h), heatmap_gini(h), heatmap_entropy(h) FROM maps");
    assertThat(calls).hasSize(3);
    assertThat(calls.get(0)).isEqualTo(calls.get(1)).hasSameHashCodeAs(calls.get(1));
    assertThat(calls.get(0).semanticEquals(calls.get(1))).isTrue();
    assertThat(calls.get(0).semanticEquals(calls.get(2))).isFalse();
  }

  @Test
  void functionsAreDeterministicUnlessTheirArgumentsAreNot() {
    assertThat(calls("SELECT heatmap_area(h, 0.5), heatmap_values(h) FROM maps"))
        .hasSize(2)
        .allMatch(Expression::deterministic);
    assertThat(calls("SELECT heatmap_area(h, rand()) FROM maps"))
        .noneMatch(Expression::deterministic);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "heatmap_gini(h)",
        "heatmap_peak(h)",
        "heatmap_normalize(h)",
        "heatmap_values(h)",
        "heatmap_iou(h, h, 0.5)",
        "heatmap_energy(h, array(named_struct('x', 0, 'y', 0, 'width', id, 'height', 1)), 2, 2)",
        "heatmap_png(h, 'gray')"
      })
  void functionsTakePartInCodeGeneration(String call) {
    String name = call.substring(0, call.indexOf('('));
    String output =
        TestSession.text("EXPLAIN CODEGEN SELECT id + 1, " + call + " FROM maps WHERE id > 1");

    assertThat(output).contains("Found 1 WholeStageCodegen subtrees", "Project [(id", name + "(h");
    // The call in the loop over rows.
    assertThat(output).contains("FunctionCall) references", " /* " + name + " */).value(");
  }

  @Test
  void aQueryWhoseCodeIsTooLargeForOneMethodGivesTheSame() {
    String all =
        IntStream.range(0, 300)
            .mapToObj(i -> "heatmap_area(h, " + i + " / 300.0 * id / 2)")
            .collect(Collectors.joining(" + "));

    // One place of four holds any share above 0: 299 of 300 calls give 1/4.
    assertThat(
            (Double) values(all, TestSession.spark().sql("SELECT * FROM maps WHERE id = 2")).get(0))
        .isEqualTo(299 / 4.0);
  }

  @Test
  void functionsReadCachedTables() {
    TestSession.spark().sql("CACHE TABLE cached AS SELECT * FROM maps");
    try {
      assertThat(answers("SELECT heatmap_gini(h) FROM cached ORDER BY id"))
          .containsExactly("[0.5]", "[0.75]", "[null]");
    } finally {
      TestSession.spark().sql("UNCACHE TABLE cached");
    }
  }

  private static List<String> answers(String query) {
    return TestSession.rows(query).stream().map(Row::toString).toList();
  }

  /** The calls of Heatmill's functions in a query. */
  private static List<Expression> calls(String query) {
    List<Expression> outermost =
        ScalaLists.java(TestSession.spark().sql(query).queryExecution().analyzed().expressions());
    return outermost.stream().flatMap(InQueriesTest::below).toList();
  }

  private static Stream<Expression> below(Expression expression) {
    return expression instanceof FunctionExpression
        ? Stream.of(expression)
        : ScalaLists.java(expression.children()).stream().flatMap(InQueriesTest::below);
  }
}
