package io.github.heatmill.job.sql.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.heatmill.job.support.Spark;
import java.io.IOException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same rows in every format, with values that need quotes or escapes. */
class QueryFormatTest {
  private static Dataset<Row> query(String sql) {
    return Spark.session().sql(sql);
  }

  private static Dataset<Row> ugly() {
    return query(
        "SELECT * FROM VALUES (1, 'plain', 0.5D), (2, 'a,b \"c\"\\n|d\\\\<e>', NULL), (3, '', 2D),"
            + " (4, NULL, 3D), (5, ' space ', double('NaN')) AS t(id, name, value) ORDER BY id");
  }

  private static String text(String format, Dataset<Row> query, int most) throws IOException {
    StringBuilder out = new StringBuilder();
    QueryFormats.named(format).write(query, most, out);
    return out.toString();
  }

  @Test
  void csvQuotesWhatNeedsItAndTellsAnEmptyTextFromNone() throws IOException {
    assertThat(text("csv", ugly(), Integer.MAX_VALUE))
        .isEqualTo(
            """
            id,name,value
            1,plain,0.5
            2,"a,b ""c""
            |d\\<e>",
            3,"",2.0
            4,,3.0
            5, space ,NaN
            """);
  }

  @Test
  void jsonIsOneArrayWithAllNames() throws IOException {
    String text = text("json", ugly(), Integer.MAX_VALUE);
    JsonNode rows = new ObjectMapper().readTree(text);

    assertThat(text.lines()).hasSize(7);
    assertThat(rows).hasSize(5);
    assertThat(rows.get(1).get("name").asText()).isEqualTo("a,b \"c\"\n|d\\<e>");
    assertThat(rows.get(1).get("value").isNull()).isTrue();
    assertThat(rows.get(2).get("name").asText()).isEmpty();
    assertThat(rows.get(3).get("name").isNull()).isTrue();
    assertThat(rows.get(0).get("value").asDouble()).isEqualTo(0.5);
  }

  @Test
  void jsonOfNoRowsIsAnEmptyArray() throws IOException {
    String text = text("json", ugly().where("id > 5"), Integer.MAX_VALUE);

    assertThat(new ObjectMapper().readTree(text)).isEmpty();
  }

  @Test
  void jsonTellsColumnsOfOneNameApartAndHoldsWholeBinaryValues() throws IOException {
    String text = text("json", query("SELECT 1 AS a, 2 AS a, X'0102' AS `b.c``d`"), 10);

    assertThat(text).isEqualTo("[\n{\"a\":1,\"a_2\":2,\"b.c`d\":\"AQI=\"}\n]\n");
  }

  @Test
  void markdownKeepsARowOnItsLine() throws IOException {
    assertThat(text("markdown", ugly().limit(2), 10))
        .isEqualTo(
            """
            | id | name | value |
            | --- | --- | --- |
            | 1 | plain | 0.5 |
            | 2 | a,b "c"<br>\\|d\\\\&lt;e> |  |
            """);
  }

  @ParameterizedTest
  @CsvSource({"table, only showing top 2 rows", "markdown, The first 2 rows."})
  void peopleAreToldOfRowsThatAreLeftOut(String format, String note) throws IOException {
    assertThat(text(format, ugly(), 2)).contains(note).doesNotContain("space");
    assertThat(text(format, ugly(), 5)).doesNotContain(note).contains("space");
  }

  @ParameterizedTest
  @CsvSource({"csv, 3", "json, 4"})
  void aLimitHoldsForProgramsToo(String format, int lines) throws IOException {
    assertThat(text(format, ugly().drop("name"), 2).lines()).hasSize(lines);
  }

  @ParameterizedTest
  @CsvSource({
    "a.csv, csv",
    "b/a.json, json",
    "a.md, markdown",
    "a.markdown, markdown",
    "a.txt, table",
    "csv.d/a, table"
  })
  void theEndingOfAFileNamesItsFormat(String file, String format) {
    assertThat(QueryFormats.of(file).id()).isEqualTo(format);
  }

  @Test
  void anUnknownFormatIsRefusedWithThoseThereAre() {
    assertThatThrownBy(() -> QueryFormats.named("xml"))
        .hasMessage("Unknown format: xml (must be one of table, csv, json, markdown)");
  }
}
