package io.github.heatmill.udf.function.manymaps;

import static io.github.heatmill.udf.TestTable.map;
import static io.github.heatmill.udf.TestTable.of;
import static io.github.heatmill.udf.TestTable.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.heatmill.udf.TestSession;
import io.github.heatmill.udf.function.FunctionInfo;
import io.github.heatmill.udf.function.SparkSqlText;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("both-lines")
class MapAggregateTest {
  private static final String MEAN = "heatmap_values(heatmap_mean(h))";
  private static final String VARIANCE = "heatmap_values(heatmap_variance(h))";

  @ParameterizedTest
  @EnumSource(MapStatistic.class)
  void theExampleGivesTheDocumentedAnswer(MapStatistic statistic) {
    FunctionInfo.Help help = statistic.info().help();

    assertThat(SparkSqlText.of(help.example())).isEqualTo(help.answer());
  }

  @ParameterizedTest
  @EnumSource(MapStatistic.class)
  void describeFunctionShowsTheHelp(MapStatistic statistic) {
    FunctionInfo info = statistic.info();

    assertThat(TestSession.text("DESCRIBE FUNCTION EXTENDED " + info.name()))
        .contains(info.call() + " - " + info.help().usage())
        .contains(info.help().example())
        .contains(info.help().answer())
        .contains(info.help().note())
        .contains("Arguments:");
  }

  @Test
  void theMeanIsTakenAtEachPlaceWithoutScaling() {
    Dataset<Row> maps = of("h", map(1, 3, 0, 1, -4), map(1, 3, 3, 1, 4), map(1, 3, 0, 4, 0));

    assertThat(values(MEAN, maps)).containsExactly(List.of(1f, 2f, 0f));
    assertThat(values("heatmap_mean(h).height", maps)).containsExactly(1);
    assertThat(values("heatmap_mean(h).width", maps)).containsExactly(3);
  }

  @Test
  void theVarianceIsThatOfThePopulation() {
    // Means 1, 2, 0; mean squares 3, 6, 32/3.
    Dataset<Row> maps = of("h", map(1, 3, 0, 1, -4), map(1, 3, 3, 1, 4), map(1, 3, 0, 4, 0));

    assertThat(values(VARIANCE, maps)).containsExactly(List.of(2f, 2f, (float) (32 / 3.0)));
    assertThat(values(VARIANCE, of("h", map(1, 2, 5, 7)))).containsExactly(List.of(0f, 0f));
  }

  @Test
  void theVarianceOfCloseMapsIsExact() {
    // 16777214 and 16777216 are 1 from their mean; the squares take 48 bits, and more for a sum.
    Dataset<Row> maps = of("h", map(1, 1, 16777214), map(1, 1, 16777216));

    assertThat(values(VARIANCE, maps)).containsExactly(List.of(1f));
  }

  @Test
  void sumsAreExactInAnyOrder() {
    String[] orders = {"1e30, 1, -1e30", "1, 1e30, -1e30", "-1e30, 1, 1e30"};

    for (String order : orders) {
      String[] maps = Stream.of(order.split(", ")).map(v -> map(1, 1, v)).toArray(String[]::new);
      assertThat(values(MEAN, of("h", maps))).as(order).containsExactly(List.of((float) (1 / 3.0)));
    }
  }

  @Test
  void mapsThatAreNullOrNotFiniteAreIgnored() {
    Dataset<Row> maps =
        of(
            "h",
            "NULL",
            map(1, 2, 1, "double('NaN')"),
            map(1, 2, 0, 4),
            map(9, 1, 1, 2, 3, 4, 5, 6, 7, 8, "double('Infinity')"),
            map(1, 2, 2, 4));

    assertThat(values(MEAN, maps)).containsExactly(List.of(1f, 4f));
    assertThat(values(VARIANCE, maps)).containsExactly(List.of(1f, 0f));
  }

  @ParameterizedTest
  @ValueSource(strings = {MEAN, VARIANCE})
  void isNullWithoutAMap(String aggregate) {
    assertThat(values(aggregate, of("h", map(1, 1, 1)).where("false")))
        .containsOnlyNulls()
        .hasSize(1);
    assertThat(values(aggregate, of("h", map(1, 1, "double('NaN')"))))
        .containsOnlyNulls()
        .hasSize(1);
    Dataset<Row> groups = of("g, h", "1, NULL", "2, " + map(1, 1, 7), "2, NULL");
    assertThat(
            groups
                .groupBy("g")
                .agg(org.apache.spark.sql.functions.expr(aggregate))
                .orderBy("g")
                .collectAsList())
        .extracting(row -> row.isNullAt(1))
        .containsExactly(true, false);
  }

  @ParameterizedTest
  @ValueSource(strings = {"heatmap_mean", "heatmap_variance"})
  void mapsOfDifferentSizeAreAnErrorWithARemedy(String name) {
    Dataset<Row> maps = of("h", map(1, 2, 0, 1), map(2, 1, 0, 1));
    String problem = name + ": Maps of different size have no mean: ";
    String remedy = "(resize them to one size first, or group by layer)";

    assertThatThrownBy(() -> values(name + "(h)", maps))
        .hasStackTraceContaining(problem)
        .hasStackTraceContaining(remedy);
    // Each partition is of one size; it shows when they are merged.
    assertThatThrownBy(() -> values(name + "(h)", maps.repartition(2, maps.col("h.height"))))
        .hasStackTraceContaining(problem)
        .hasStackTraceContaining(remedy);
    assertThat(values(name + "(heatmap_resize(h, 2, 2)) IS NULL", maps)).containsExactly(false);
  }

  @ParameterizedTest
  @ValueSource(strings = {"heatmap_mean", "heatmap_variance"})
  void otherTypesAreRefusedBeforeTheQueryRuns(String name) {
    Dataset<Row> table = of("h, n", map(1, 1, 0) + ", 1");

    assertThatThrownBy(() -> table.selectExpr(name + "(n)"))
        .isInstanceOf(AnalysisException.class)
        .hasMessageContaining(name)
        .hasMessageContaining("STRUCT<height: INT, width: INT, values: BINARY>");
    for (String call : List.of(name + "()", name + "(h, h)")) {
      assertThatThrownBy(() -> table.selectExpr(call))
          .isInstanceOf(AnalysisException.class)
          .hasMessageContaining(name + ": takes " + name + "(h), not ");
    }
  }
}
