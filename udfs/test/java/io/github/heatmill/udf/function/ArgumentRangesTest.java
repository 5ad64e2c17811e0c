package io.github.heatmill.udf.function;

import static io.github.heatmill.udf.TestTable.of;
import static io.github.heatmill.udf.TestTable.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.heatmill.udf.TestSession;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests that invalid numbers and names are refused, before the query runs if possible. */
@Tag("both-lines")
class ArgumentRangesTest {
  private static final String BOXES =
      "array(named_struct('x', 0, 'y', 0, 'width', 1, 'height', 1))";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "heatmap_area(h, v)             | -0.1D         | Invalid quantile: -0.1 (must be 0.0 to 1.0)",
        "heatmap_area(h, v)             | 1.5D          | Invalid quantile: 1.5 (must be 0.0 to 1.0)",
        "heatmap_area(h, v)             | double('NaN') | Invalid quantile: NaN (must be 0.0 to 1.0)",
        "heatmap_iou(h, h, v)           | -0.1D         | Invalid quantile: -0.1 (must be at least 0, below 1.0)",
        "heatmap_iou(h, h, v)           | 1D            | Invalid quantile: 1.0 (must be at least 0, below 1.0)",
        "heatmap_border_mass(h, v)      | 0D            | Invalid share: 0.0 (must be above 0, at most 0.5)",
        "heatmap_border_mass(h, v)      | 0.6D          | Invalid share: 0.6 (must be above 0, at most 0.5)",
        "heatmap_at(h, v, 0)            | -1            | Invalid y: -1 (must be 0 to 2147483647)",
        "heatmap_at(h, 0, v)            | -1            | Invalid x: -1 (must be 0 to 2147483647)",
        "heatmap_resize(h, v, 1)        | 0             | Invalid height: 0 (must be 1 to 8192)",
        "heatmap_resize(h, 1, v)        | 8193          | Invalid width: 8193 (must be 1 to 8192)",
        "heatmap_of(v, 1, array(1))     | -1            | Invalid height: -1 (must be 1 to 8192)",
        "heatmap_energy(h, BOXES, v, 2) | 0             | Invalid height: 0 (must be 1 to 8192)",
        "heatmap_energy(h, BOXES, 2, v) | -2            | Invalid width: -2 (must be 1 to 8192)",
        "heatmap_hit(h, BOXES, v, 2, 2) | -1            | Invalid tolerance: -1 (must be 0 to 1000)",
        "heatmap_hit(h, BOXES, v, 2, 2) | 1001          | Invalid tolerance: 1001 (must be 0 to 1000)",
        "heatmap_hit(h, BOXES, 0, 0, v) | 2             | Invalid height: 0 (must be 1 to 8192)",
        "heatmap_overlay(X'00', h, v)   | 1.5D          | Invalid alpha: 1.5 (must be 0.0 to 1.0)",
        "heatmap_png(h, v)              | 'jet'         | Unknown colormap: jet (known: inferno, viridis, gray)",
      })
  void theErrorNamesTheFunctionTheValueAndTheRange(String given, String value, String problem) {
    String call = given.replace("BOXES", BOXES);
    String name = call.substring(0, call.indexOf('('));
    Dataset<Row> rows = of("h, v", Sample.MAP + ", " + value);

    assertThatThrownBy(() -> rows.selectExpr(call.replaceFirst("\\bv\\b", value)))
        .isInstanceOf(AnalysisException.class)
        .hasMessageContaining(name + ": " + problem);
    assertThatThrownBy(() -> values(call, rows)).hasStackTraceContaining(name + ": " + problem);
  }

  @Test
  void wholeNumbersDecimalsAndTextBecomeNumbersAsSqlUsersExpect() {
    Dataset<Row> rows = of("h, v", Sample.MAP + ", 1");

    assertThat(values("heatmap_area(h, v)", rows)).containsExactly(0.75);
    assertThat(values("heatmap_area(h, CAST(1 AS DECIMAL(4, 2)))", rows)).containsExactly(0.75);
    assertThat(values("heatmap_area(h, '1')", rows)).containsExactly(0.75);
    assertThat(values("heatmap_at(h, CAST(v AS SMALLINT), 1)", rows)).containsExactly(3.0);
  }

  /** Spark treats these as constant before they have a value. */
  @Test
  void constantsThatSparkComputesLaterAreCheckedThen() {
    Dataset<Row> rows = of("h", Sample.MAP);

    assertThat(values("heatmap_area(h, nvl(NULL, 1.0))", rows)).containsExactly(0.75);
    assertThat(values("heatmap_area(h, IF(current_date() > DATE'2000-01-01', 1.0, 0.0))", rows))
        .containsExactly(0.75);
    assertThat(values("heatmap_png(h, nvl(NULL, 'gray')) = heatmap_png(h, lower('GRAY'))", rows))
        .containsExactly(true);
    assertThatThrownBy(() -> values("heatmap_area(h, nvl(NULL, 2.0))", rows))
        .hasStackTraceContaining("heatmap_area: Invalid quantile: 2.0 (must be 0.0 to 1.0)");
  }

  /** Also after the optimizer has replaced a column by the constant. */
  @Test
  void aConstantOfASubqueryIsRefusedAtRunTime() {
    of("h", Sample.MAP).createOrReplaceTempView("constant_of_a_subquery");
    String query =
        "SELECT heatmap_area(h, q) FROM (SELECT h, 2.0 AS q FROM constant_of_a_subquery)";

    assertThatThrownBy(() -> TestSession.rows(query))
        .hasStackTraceContaining("heatmap_area: Invalid quantile: 2.0 (must be 0.0 to 1.0)");
    assertThatThrownBy(() -> TestSession.rows(query.replace("2.0", "'jet'").replace("area", "png")))
        .hasStackTraceContaining("heatmap_png: Unknown colormap: jet (known: inferno");
  }

  @Test
  void tooManyArgumentsAreRefusedWithTheCall() {
    assertThatThrownBy(() -> of("h", Sample.MAP).selectExpr("heatmap_gini(h, h)"))
        .isInstanceOf(AnalysisException.class)
        .hasMessageContaining("heatmap_gini: takes heatmap_gini(h), not 2 arguments");
  }
}
