package io.github.heatmill.udf.function;

import static io.github.heatmill.udf.TestTable.map;
import static io.github.heatmill.udf.TestTable.of;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.udf.TestSession;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the mean and the variance of maps in queries that Spark runs in different ways. */
@Tag("both-lines")
class MapAggregateQueriesTest {
  private static final String BITS =
      "SELECT g, hex(heatmap_mean(h).values), hex(heatmap_variance(h).values), count(*), avg(id)"
          + " FROM many GROUP BY g ORDER BY g";

  /**
   * Writes maps of many magnitudes and both signs in 50 groups, and a few maps that are ignored.
   */
  @BeforeEach
  void tables() {
    manyMaps().createOrReplaceTempView("many");
    of(
            "id, class, h",
            "1, 'cat', " + map(1, 2, 0, 1),
            "2, 'cat', " + map(1, 2, 4, 3),
            "3, 'dog', " + map(1, 2, 8, 8))
        .createOrReplaceTempView("maps");
  }

  private static Dataset<Row> manyMaps() {
    return TestSession.spark()
        .range(0, 1000, 1, 3)
        .selectExpr(
            "id",
            "id % 50 AS g",
            "IF(id % 11 = 0, NULL, heatmap_of(2, 2, transform(sequence(0, 3),"
                + " i -> (pmod(xxhash64(id, i), 1000003) - 500000) * pow(10, pmod(id, 40) - 20)))) AS h");
  }

  @Test
  void theBitsDoNotDependOnThePartitionsNorOnTheOrder() {
    List<String> expected = answers(BITS);

    assertThat(expected).hasSize(50);
    for (int partitions : new int[] {1, 2, 7}) {
      manyMaps().repartition(partitions).createOrReplaceTempView("many");
      assertThat(answers(BITS)).as(partitions + " partitions").isEqualTo(expected);
      manyMaps()
          .coalesce(1)
          .orderBy("h", "id")
          .coalesce(partitions)
          .createOrReplaceTempView("many");
      assertThat(answers(BITS)).as("sorted").isEqualTo(expected);
    }
  }

  /** With more groups than a hash map may hold Spark sorts them, and writes and merges buffers. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "spark.sql.objectHashAggregate.sortBased.fallbackThreshold=3",
        "spark.sql.execution.useObjectHashAggregateExec=false",
        "spark.sql.codegen.wholeStage=false",
        "spark.sql.adaptive.enabled=false"
      })
  void theBitsDoNotDependOnHowSparkAggregates(String setting) {
    List<String> expected = answers(BITS);
    Map.Entry<String, String> changed = Map.entry(setting.split("=")[0], setting.split("=")[1]);
    TestSession.spark().conf().set(changed.getKey(), changed.getValue());
    try {
      assertThat(answers(BITS)).isEqualTo(expected);
    } finally {
      TestSession.spark().conf().unset(changed.getKey());
    }
  }

  @Test
  void oneMapForEachGroup() {
    assertThat(
            answers(
                "SELECT class, heatmap_values(heatmap_mean(h)) m, count(*) FROM maps"
                    + " GROUP BY class ORDER BY class"))
        .containsExactly("cat [2.0, 2.0] 2", "dog [8.0, 8.0] 1");
  }

  @Test
  void groupsMayBeChosenByTheirMaps() {
    assertThat(
            answers(
                "SELECT class FROM maps GROUP BY class HAVING heatmap_at(heatmap_mean(h), 0, 0) > 5"))
        .containsExactly("dog");
  }

  @Test
  void filterLeavesMapsOut() {
    assertThat(
            answers(
                "SELECT heatmap_values(heatmap_mean(h) FILTER (WHERE id > 1)),"
                    + " heatmap_values(heatmap_mean(h) FILTER (WHERE id > 9)) FROM maps"))
        .containsExactly("[6.0, 5.5] null");
  }

  @Test
  void windowsCompareEachMapWithThoseOfItsClass() {
    assertThat(
            answers(
                "SELECT id, heatmap_values(heatmap_mean(h) OVER (PARTITION BY class)) FROM maps ORDER BY id"))
        .containsExactly("1 [2.0, 2.0]", "2 [2.0, 2.0]", "3 [8.0, 8.0]");
    assertThat(
            answers(
                "SELECT id, heatmap_values(heatmap_mean(h) OVER (ORDER BY id)) FROM maps ORDER BY id"))
        .containsExactly("1 [0.0, 1.0]", "2 [2.0, 2.0]", "3 [4.0, 4.0]");
    assertThat(
            answers(
                "SELECT id, heatmap_values(heatmap_variance(h) OVER"
                    + " (ORDER BY id ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)) FROM maps ORDER BY id"))
        .containsExactly("1 [0.0, 0.0]", "2 [4.0, 1.0]", "3 [4.0, 6.25]");
  }

  @Test
  void subtotalsAndDistinctFollowSql() {
    assertThat(
            answers(
                "SELECT class, heatmap_values(heatmap_mean(h)) m FROM maps GROUP BY ROLLUP (class)"
                    + " ORDER BY class NULLS LAST"))
        .containsExactly("cat [2.0, 2.0]", "dog [8.0, 8.0]", "null [4.0, 4.0]");
    assertThat(
            answers(
                "SELECT heatmap_values(heatmap_mean(DISTINCT h)), count(DISTINCT id)"
                    + " FROM (SELECT * FROM maps UNION ALL SELECT * FROM maps WHERE id = 1)"))
        .containsExactly("[4.0, 4.0] 3");
  }

  private static List<String> answers(String query) {
    return TestSession.rows(query).stream().map(MapAggregateQueriesTest::text).toList();
  }

  private static String text(Row row) {
    return java.util.stream.IntStream.range(0, row.size())
        .mapToObj(i -> row.get(i) instanceof scala.collection.Seq ? row.getList(i) : row.get(i))
        .map(String::valueOf)
        .collect(Collectors.joining(" "));
  }
}
