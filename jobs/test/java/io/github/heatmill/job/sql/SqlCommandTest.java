package io.github.heatmill.job.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.job.session.Session;
import io.github.heatmill.job.support.DemoRun;
import io.github.heatmill.job.support.Run;
import io.github.heatmill.udf.HeatmillExtensions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Queries over the tables of a finished run. */
class SqlCommandTest {
  @BeforeAll
  static void explain() {
    assertThat(DemoRun.RUN.errors()).isEmpty();
  }

  private static Run sql(String... queries) {
    return Run.of(
        Stream.concat(Stream.of("sql", "--input", DemoRun.OUTPUT.toString()), Stream.of(queries))
            .toArray(String[]::new));
  }

  /** What a pipe brings. */
  private static Run piped(String text) {
    InputStream original = System.in;
    System.setIn(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    try {
      return sql();
    } finally {
      System.setIn(original);
    }
  }

  @Test
  void eachQueryIsRunAndItsResultPrinted() {
    Run run = sql("SELECT count(*) AS images FROM predictions", "SELECT 1 AS a; SELECT 2 AS b;");

    assertThat(run.errors()).isEmpty();
    assertThat(run.exit()).isZero();
    assertThat(run.out())
        .isEqualTo(
            """
            +------+
            |images|
            +------+
            |24    |
            +------+
            +-+
            |a|
            +-+
            |1|
            +-+
            +-+
            |b|
            +-+
            |2|
            +-+
            """);
  }

  @Test
  void aQueryThatFailsIsOneLineAndTheLast() {
    Run run = sql("SELECT nonsense FROM predictions", "SELECT 1");

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.errors())
        .singleElement()
        .asString()
        .startsWith("heatmill: Failed: [UNRESOLVED_COLUMN")
        .contains("`nonsense`");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void whatIsNoSqlIsNamedToo() {
    assertThat(sql("SELEKT 1").errors())
        .singleElement()
        .asString()
        .startsWith("heatmill: Failed: [PARSE_SYNTAX_ERROR] Syntax error at or near 'SELEKT'");
  }

  @Test
  void whatFailsInATaskIsOneLine() {
    Run run = sql("SELECT raise_error(concat('no ', method)) FROM explanations");

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.errors())
        .singleElement()
        .asString()
        .startsWith("heatmill: Failed: ")
        .contains("no ");
  }

  @Test
  void binaryValuesAppearAsTheirSize() {
    Run run =
        sql(
            "SELECT heatmap, array(heatmap.values) AS list, map('a', heatmap.values) AS map, heatmap.values,"
                + " if(method = 'none', heatmap, null) AS missing FROM explanations LIMIT 1");

    // Maps of 14 x 14 float32 values.
    assertThat(run.errors()).isEmpty();
    assertThat(run.out())
        .contains("|{14, 14, 784 bytes}|[784 bytes]|{a -> 784 bytes}|784 bytes|NULL   |");
  }

  @Test
  void rowsBeyondAThousandAreNotDroppedSilently() {
    Run run = sql("SELECT id FROM range(1000)", "SELECT id FROM range(1001)");

    assertThat(run.out().lines().filter(line -> line.startsWith("|99"))).hasSize(2 * 11);
    assertThat(run.out().lines().filter(line -> line.startsWith("only showing top 1000 rows")))
        .hasSize(1);
  }

  @Test
  void textsAreWholeAndEachRowIsOneLine() {
    String text = "long ".repeat(100);

    assertThat(sql("SELECT '" + text + "' AS a, 'x\\ny\\t|' AS b, '図' AS c, 1 AS c").out())
        .contains("|" + text + "|x\\ny\\t||図|1|")
        .contains("|c |c|");
  }

  @Test
  void explanationsOfQueriesAndFunctionsAreReadAsTheyAre() {
    assertThat(sql("DESCRIBE FUNCTION EXTENDED heatmap_border_mass").out())
        .contains("\nUsage: heatmap_border_mass(")
        .doesNotContain("|");
    assertThat(sql("EXPLAIN SELECT 1").out()).startsWith("== Physical Plan ==\n");
  }

  @Test
  void aCommandWithoutAResultPrintsNothing() {
    assertThat(sql("CREATE TEMPORARY VIEW mine AS SELECT 5 AS five; SELECT * FROM mine").out())
        .isEqualTo("+----+\n|five|\n+----+\n|5   |\n+----+\n");
  }

  @Test
  void aPipeIsReadWithoutAPrompt() {
    Run run = piped("-- how many;\nSELECT 40\n + 2 AS a; SELECT ';' AS b;\n\nSELECT 3 AS c\n");

    assertThat(run.errors()).isEmpty();
    assertThat(run.exit()).isZero();
    assertThat(run.out().lines().filter(line -> line.startsWith("|")))
        .containsExactly("|a |", "|42|", "|b|", "|;|", "|c|", "|3|");
  }

  @Test
  void aPipeGoesOnAfterWhatFailsAndTheExitSaysSo() {
    Run run = piped("SELECT nonsense;\nSELECT 7 AS on;\nSELEKT;\n");

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.errors()).hasSize(2).allMatch(line -> line.startsWith("heatmill: Failed: ["));
    assertThat(run.out()).contains("|7 |");
  }

  @Test
  void exitEndsAPipe() {
    assertThat(piped("SELECT 1 AS a; EXIT; SELECT 2 AS b;\nSELECT 3;").out())
        .isEqualTo("+-+\n|a|\n+-+\n|1|\n+-+\n");
    assertThat(piped("").exit()).isZero();
  }

  @Test
  void theUsersOtherExtensionsStay() {
    String ours = "io.github.heatmill.udf.HeatmillExtensions";

    assertThat(extended("")).isEqualTo(ours);
    assertThat(extended(ours)).isEqualTo(ours);
    assertThat(extended("a.B, c.D")).isEqualTo("a.B,c.D," + ours);
    assertThat(extended(ours + ",a.B")).isEqualTo(ours + ",a.B");
  }

  private static String extended(String given) {
    return Session.with(given, HeatmillExtensions.class);
  }

  @Test
  void aFolderWithoutARunIsNamed(@TempDir Path folder) {
    Run run = Run.of("sql", "--input", folder.toString(), "SELECT 1");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.errors())
        .containsExactly(
            "heatmill: Not a finished run: "
                + folder
                + " (has no manifest.json, which is written last)");
  }

  @Test
  void helpNamesEveryView() {
    assertThat(Run.of("sql", "--help").out().replaceAll("\\s+", " "))
        .contains(String.join(", ", RunView.titles()));
  }

  @Test
  void aFileGetsAllRowsAndIsThereOnlyWhenItIsWhole(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("classes.csv");
    String query = "SELECT predicted_name, count(*) AS n FROM predictions GROUP BY 1 ORDER BY 1";

    Run written = sql("--output", file.toString(), query);
    assertThat(written.errors()).isEmpty();
    assertThat(written.out()).isEmpty();
    assertThat(Files.readString(file)).startsWith("predicted_name,n\n").hasLineCount(7);

    assertThat(sql("--output", file.toString(), "SELECT 1 AS a").errors())
        .containsExactly(
            "heatmill: Output exists: "
                + file
                + " (name another file, or add --overwrite for a file)");
    Run failed = sql("--output", file.toString(), "--overwrite", "SELECT 1 AS a; SELECT 2 AS a");
    assertThat(failed.exit()).isEqualTo(1);
    assertThat(failed.errors())
        .containsExactly(
            "heatmill: Failed: A second result for a file of csv, which holds one (write two files)");
    assertThat(Files.readString(file)).startsWith("predicted_name,n\n");
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).containsExactly(file);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"SELECT 1 AS a;\nexit\nSELECT 2 AS b;\n", "SELECT 1 AS a;\nEXIT;\n"})
  void exitNeedsNoSemicolon(String text) {
    Run run = piped(text);

    assertThat(run.errors()).isEmpty();
    assertThat(run.out()).contains("|a|").doesNotContain("|b|");
  }
}
