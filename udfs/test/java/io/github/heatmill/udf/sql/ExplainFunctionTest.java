package io.github.heatmill.udf.sql;

import static io.github.heatmill.udf.TestSession.rows;
import static io.github.heatmill.udf.TestSession.spark;
import static io.github.heatmill.udf.TestSession.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.heatmill.udf.Explainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("both-lines")
class ExplainFunctionTest {
  @TempDir Path folder;

  @BeforeEach
  void settings() throws IOException {
    GreyImages.modelIn(folder);
    GreyImages.useModelIn(folder);
    GreyImages.table().createOrReplaceTempView("images");
  }

  @Test
  void everyRowGetsTheAnswerOfItsOwnImage() {
    List<Row> all =
        rows("SELECT name, explain(content, 'grad-cam') AS e FROM images ORDER BY name");
    for (Row row : all) {
      String one = "SELECT name, explain(content, 'grad-cam') AS e FROM images WHERE name = '%s'";

      assertThat(rows(String.format(one, row.getString(0)))).containsExactly(row);
    }
    assertThat(all).hasSize(12);
  }

  @Test
  void aFailedImageHasTheReasonAsStatusAndANullImageGivesNull() {
    String query =
        "SELECT e.status, e.predicted, e.heatmap, e IS NULL FROM (SELECT"
            + " explain(content, 'grad-cam') AS e, name FROM images) WHERE name = '%s'";

    assertThat(text(String.format(query, "broken")))
        .startsWith("decode: File of unknown format: starts with 01 02 03")
        .endsWith("null\tnull\tfalse");
    assertThat(text(String.format(query, "missing"))).isEqualTo("null\tnull\tnull\ttrue");
    assertThat(text(String.format(query, "grey-3"))).startsWith("ok\t").endsWith("false");
  }

  /** The probability of independent labels is 1 / (1 + e^-score). */
  @Test
  void theScoreComesAfterTheFieldsThatWereThereBefore() throws IOException {
    Files.writeString(
        folder.resolve("serving.properties"),
        "width=8\nheight=8\nnormalize=0,0,0,1,1,1\noutputKind=sigmoid\n");
    List<Row> rows =
        rows(
            "SELECT e.* FROM (SELECT explain(content, 'grad-cam') AS e FROM images) WHERE e.status ="
                + " 'ok'");

    assertThat(rows.get(0).schema().fieldNames())
        .containsExactly("predicted", "probability", "status", "heatmap", "score");
    assertThat(rows)
        .allSatisfy(
            row ->
                assertThat(1 / (1 + Math.exp(-row.<Double>getAs("score"))))
                    .isCloseTo(row.<Double>getAs("probability"), within(1e-6)));
    assertThat(
            text(
                "SELECT count(*) FROM (SELECT explain(content, 'grad-cam') AS e FROM images) WHERE"
                    + " e.status <> 'ok' AND e.score IS NOT NULL"))
        .isEqualTo("0");
  }

  @Test
  void callsOnOneImageShareOnePassWhateverTheirMethods() {
    String query =
        "SELECT explain(content, 'grad-cam').status, explain(content, 'layer-cam').status,"
            + " explain(content, 'grad-cam').predicted FROM images";

    assertThat(passes(query)).isEqualTo(1);
    assertThat(rows(query)).hasSize(12).contains(RowFactory.create("ok", "ok", 2));
  }

  @Test
  void aSubqueryIsComputedOnceHoweverOftenItIsUsed() {
    String query =
        "SELECT e.status, e.predicted, heatmap_gini(e.heatmap) FROM (SELECT explain(content,"
            + " 'grad-cam') AS e FROM images) WHERE e.predicted = 2 AND e.status = 'ok'";

    assertThat(passes(query)).isEqualTo(1);
    assertThat(rows(query)).hasSize(10);
  }

  @Test
  void rowsAreSelectedBeforeTheyAreExplained() {
    String plan = plan("SELECT explain(content, 'grad-cam') FROM images WHERE label = 1");

    assertThat(plan.indexOf("ExplainImages")).isLessThan(plan.indexOf("LocalTableScan"));
    assertThat(rows("SELECT explain(content, 'grad-cam') FROM images WHERE label = 1")).hasSize(6);
  }

  @Test
  void unusedAnswersAreNotComputed() {
    assertThat(
            passes(
                "SELECT count(name) FROM (SELECT name, explain(content, 'grad-cam') e FROM images)"))
        .isZero();
  }

  @Test
  void methodsWithUnusedAnswersAreDropped() {
    String plan =
        plan(
            "SELECT a.status FROM (SELECT explain(content, 'grad-cam') AS a,"
                + " explain(content, 'score-cam') AS b FROM images)");

    assertThat(plan).contains("grad-cam").doesNotContain("score-cam");
  }

  @Test
  void conditionsOnOtherColumnsAreAppliedBeforeAnyImageIsExplained() {
    String query =
        "SELECT name, e.status FROM (SELECT *, explain(content, 'grad-cam') AS e FROM images)"
            + " WHERE label = 1 AND e.status = 'ok' AND name > 'grey-3'";
    String plan = plan(query);

    assertThat(plan.substring(0, plan.indexOf("ExplainImages")))
        .contains("status")
        .doesNotContain("label", "grey-3");
    assertThat(text(query).lines()).containsExactly("grey-5\tok", "grey-7\tok", "grey-9\tok");
  }

  @Test
  void explainMayStandWhereverAnExpressionMay() {
    assertThat(text("SELECT count(*) FROM images WHERE explain(content, 'grad-cam').status = 'ok'"))
        .isEqualTo("10");
    assertThat(
            text(
                "SELECT explain(content, 'grad-cam').predicted AS p, count(*) FROM images"
                    + " WHERE label = 1 GROUP BY explain(content, 'grad-cam').predicted ORDER BY p"))
        .isEqualTo("null\t1" + System.lineSeparator() + "2\t5");
    assertThat(
            text(
                "SELECT name FROM images ORDER BY explain(content, 'grad-cam').probability DESC LIMIT 1"))
        .startsWith("grey-");
    assertThat(text("SELECT max(explain(content, 'grad-cam').probability) > 0 FROM images"))
        .isEqualTo("true");
    assertThat(text("SELECT (SELECT count(explain(content, 'grad-cam')) FROM images)"))
        .isEqualTo("11");
    assertThat(
            text(
                "SELECT explain(unbase64(base64(content)), 'grad-cam').status FROM images LIMIT 1"))
        .isEqualTo("ok");
  }

  @Test
  void aViewWithExplainJoinsWithItself() {
    spark()
        .sql("SELECT name, explain(content, 'grad-cam') AS e FROM images")
        .createOrReplaceTempView("v");

    assertThat(
            text(
                "SELECT count(*) FROM v a JOIN v b ON a.name = b.name WHERE a.e.status = b.e.status"))
        .isEqualTo("11");
  }

  @Test
  void explainInAJoinConditionIsRefusedWithTheRemedy() {
    String query =
        "SELECT * FROM images a LEFT JOIN images b ON a.label > b.label AND"
            + " explain(a.content, 'grad-cam').predicted > explain(b.content, 'grad-cam').predicted";

    assertThatThrownBy(() -> rows(query))
        .hasMessageContaining(
            "explain: cannot be called here (call it in the SELECT list of a subquery over one table)");
  }

  @Test
  void theMethodIsCheckedBeforeTheQueryRuns() {
    assertRefused("explain(content, 'grad-camm')", "Unknown method: grad-camm");
    assertRefused("explain(content, name)", "explain: Invalid method: ", "(must be a constant)");
    assertRefused("explain(content, NULL)", "explain: Invalid method: ", "(must be a constant)");
    assertRefused("explain(label, 'grad-cam')", "explain(label, grad-cam)", "\"BINARY\" type");
    assertRefused(
        "explain(content)", "explain: takes explain(image_bytes, method), not 1 arguments");
  }

  @Test
  void theSettingsAreCheckedTogetherBeforeTheQueryRuns() {
    spark().conf().unset(QuerySettings.MODEL);
    spark().conf().set(QuerySettings.BATCH_SIZE, "none");
    spark().conf().set(QuerySettings.BITS, "7");

    assertRefused(
        "explain(content, 'grad-cam')",
        "explain: Missing model (SET spark.heatmill.model=...: a .pt or .pt2 file, or a folder with one);"
            + " Invalid spark.heatmill.batchSize: none (must be a whole number > 0);"
            + " Invalid spark.heatmill.bits: 7 (must be 8 to 32)");
    spark().conf().unset(QuerySettings.BITS);
  }

  /** The 12 bits of the level 2,080 = 130 * 16 are the 8 bits of the level 130. */
  @Test
  void theBitsOfWideSamplesAreASetting() throws IOException {
    GreyImages.wide(2080).createOrReplaceTempView("wide");
    String answer = "SELECT explain(content, 'grad-cam').score FROM ";
    double narrow = rows(answer + "images WHERE name = 'grey-5'").get(0).getDouble(0); // 130

    assertThat(rows(answer + "wide").get(0).getDouble(0)).isNotEqualTo(narrow);
    spark().conf().set(QuerySettings.BITS, "12");
    try {
      assertThat(rows(answer + "wide").get(0).getDouble(0)).isEqualTo(narrow);
    } finally {
      spark().conf().unset(QuerySettings.BITS);
    }
    assertThat(
            new Explainer()
                .setModelUrl(folder.toString())
                .setLayer("conv")
                .setBits(12)
                .transform(GreyImages.wide(2080))
                .selectExpr("explanation.score")
                .first()
                .getDouble(0))
        .isEqualTo(narrow);
  }

  @Test
  void aMissingLayerIsNamedInTheError() {
    spark().conf().set(QuerySettings.LAYER, "convv");

    assertThatThrownBy(() -> rows("SELECT explain(content, 'grad-cam') FROM images"))
        .hasMessageContaining("convv");
  }

  @Test
  void theLastLayerWithAMapIsTakenUnlessOneIsNamed() {
    Row named = rows("SELECT explain(content, 'grad-cam') FROM images").get(0);
    spark().conf().unset(QuerySettings.LAYER);

    assertThat(rows("SELECT explain(content, 'grad-cam') FROM images").get(0)).isEqualTo(named);
  }

  @Test
  void describeFunctionShowsTheHelp() {
    assertThat(text("DESCRIBE FUNCTION EXTENDED explain"))
        .contains("explain(image_bytes, method) - Runs the network on an image")
        .contains("spark.heatmill.model");
  }

  private static void assertRefused(String call, String... message) {
    assertThatThrownBy(() -> spark().sql("SELECT " + call + " FROM images"))
        .isInstanceOf(AnalysisException.class)
        .hasMessageContainingAll(message);
  }

  private static String plan(String query) {
    return text("EXPLAIN " + query);
  }

  /** The number of passes of images through the network in the plan of a query. */
  private static int passes(String query) {
    return plan(query).split("ExplainImages", -1).length - 1;
  }
}
