package io.github.heatmill.job.sql;

import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.job.output.RunOutput;
import io.github.heatmill.job.support.AuditedPart;
import io.github.heatmill.job.support.Spark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The views over runs that lack something: each is made of a run over four pictures of each class.
 */
@Tag("both-lines")
class RunViewsTest {
  @TempDir Path folder;
  private SparkSession spark;

  @BeforeEach
  void start() {
    assertThat(AuditedPart.EXPLAINED.errors()).isEmpty();
    spark = Spark.beside();
  }

  /** Opens a run whose explanations are other ones. */
  private List<String> open(UnaryOperator<Dataset<Row>> change) throws IOException {
    change
        .apply(Spark.table(AuditedPart.OUTPUT, RunOutput.EXPLANATIONS))
        .coalesce(1)
        .write()
        .parquet(folder.resolve(RunOutput.EXPLANATIONS).toString());
    Files.copy(AuditedPart.OUTPUT.resolve(RunOutput.MANIFEST), folder.resolve(RunOutput.MANIFEST));
    List<String> names = new RunTables(spark, folder.toString()).open();
    RunView.titles().forEach(view -> rows("SELECT * FROM " + view)); // None of them fails.
    return names;
  }

  private List<Row> rows(String query) {
    return spark.sql(query).collectAsList();
  }

  private long count(String view) {
    return spark.table(view).count();
  }

  @Test
  void theDemosShortcutComesFirst() throws IOException {
    open(all -> all);

    Row first =
        spark
            .sql(
                "SELECT class, place, suspicion, border_mass, border_mass_others FROM suspected_shortcuts WHERE method = 'grad-cam'")
            .first();

    assertThat(first.getString(0)).isEqualTo("jug");
    // Maps of 14 x 14: the tag lies in the last row and the second column.
    assertThat(first.getStruct(1)).hasToString("[" + 1.5 / 14 + "," + 13.5 / 14 + "]");
    assertThat(first.getDouble(2)).isGreaterThan(0.7);
    assertThat(first.getDouble(3)).isGreaterThan(2 * first.getDouble(4));
  }

  @Test
  void mistakesAreTheWorstCasesAndRandomMapsAreNone() throws IOException {
    open(all -> all);

    Row first =
        spark
            .sql(
                "SELECT reason, label_name = predicted_name, severity = probability FROM worst_cases")
            .first();

    assertThat(first).hasToString("[wrong class,false,true]");
    assertThat(rows("SELECT * FROM worst_cases WHERE method = 'random'")).isEmpty();
    assertThat(rows("SELECT * FROM worst_cases WHERE severity < 0 OR severity > 1")).isEmpty();
  }

  @Test
  void belowChanceIsMeantInTheDirectionOfEachMetric() throws IOException {
    open(all -> all);

    assertThat(
            rows(
                "SELECT * FROM unreliable LATERAL VIEW explode(numbers) AS number WHERE"
                    + " CASE WHEN number.metric IN ('deletion', 'average_drop')"
                    + " THEN number.value <= number.chance ELSE number.value >= number.chance END"))
        .isEmpty();
    assertThat(rows("SELECT * FROM unreliable WHERE method = 'random'")).isEmpty();
    // Of the five that were asked for.
    assertThat(rows("SELECT DISTINCT measured FROM evidence").get(0)).hasToString("[5]");
  }

  @Test
  void withoutMetricsAnnotationsAndLabelsWhatIsNotKnownIsNull() throws IOException {
    open(
        all ->
            all.drop("metrics", "chance", "boxes", "annotation", "energy_by_label", "fingerprint")
                .withColumn("label", lit(null).cast("int"))
                .withColumn("label_name", lit(null).cast("string")));

    assertThat(
            rows(
                "SELECT class FROM audit_by_class WHERE accuracy IS NOT NULL OR on_object IS NOT NULL"
                    + " OR above_chance IS NOT NULL OR surest_mistake IS NOT NULL"))
        .isEmpty();
    assertThat(count("audit_by_class")).isEqualTo(6 * 3);
    assertThat(count("worst_cases")).isZero();
    assertThat(count("unreliable")).isZero();
    assertThat(
            spark
                .sql("SELECT class, outside FROM suspected_shortcuts WHERE method = 'grad-cam'")
                .first())
        .hasToString("[jug,null]");
  }

  @Test
  void withoutMetricsTheBoxesSayWhereTheObjectIs() throws IOException {
    open(all -> all.drop("metrics", "chance"));

    // The tag is no class of the network, so it is not the object.
    Row jug =
        spark
            .sql(
                "SELECT on_object, on_object_chance FROM audit_by_class WHERE class = 'jug' AND method = 'grad-cam'")
            .first();
    assertThat(jug.getDouble(0)).isBetween(0.2, 0.35);
    assertThat(jug.isNullAt(1)).isTrue();
  }

  @Test
  void oneMethodAgreesWithNobody() throws IOException {
    open(all -> all.where("method = 'grad-cam'"));

    assertThat(count("method_agreement")).isEqualTo(24);
    assertThat(
            rows("SELECT DISTINCT methods, pairs, agreement, least, chance FROM method_agreement"))
        .hasToString("[[1,0,null,null,null]]");
  }

  @Test
  void oneClassHasNobodyToBeComparedWith() throws IOException {
    open(all -> all.where("label_name = 'jug' AND method = 'grad-cam'"));

    assertThat(
            rows(
                "SELECT class, images, suspicion, place, border_mass_others FROM suspected_shortcuts"))
        .hasToString("[[jug,4,null,null,null]]");
  }

  @Test
  void flatMapsAreUnreliableAndCannotBeCompared() throws IOException {
    open(
        all ->
            all.where("label_name = 'jug'")
                .withColumn("status", lit("flat"))
                .withColumn("metrics", lit(null).cast(all.schema().apply("metrics").dataType()))
                .withColumn(
                    "heatmap",
                    expr("named_struct('height', 1, 'width', 1, 'values', X'0000803F')")));

    assertThat(count("unreliable")).isEqualTo(12);
    assertThat(count("suspected_shortcuts")).isZero();
    assertThat(rows("SELECT DISTINCT not_ok FROM audit_by_class")).hasToString("[[1.0]]");
    assertThat(rows("SELECT DISTINCT pairs, agreement FROM method_agreement"))
        .hasToString("[[0,null]]");
    // A mistake is a mistake, whatever the map.
    assertThat(rows("SELECT DISTINCT reason FROM worst_cases")).hasToString("[[wrong class]]");
  }

  @Test
  void aRunOfErrorsAloneHasEmptyViews() throws IOException {
    open(all -> all.where("false"));

    assertThat(RunView.titles()).allSatisfy(view -> assertThat(count(view)).isZero());
  }

  @Test
  void aKeyThatIsThereTwiceIsTwoImages() throws IOException {
    open(
        all -> {
          Dataset<Row> jugs = all.where("label_name = 'jug'").withColumn("image", lit("one key"));
          return jugs.union(jugs);
        });

    assertThat(rows("SELECT DISTINCT images FROM audit_by_class")).hasToString("[[8]]");
    // Four different pictures, and two methods beside random.
    assertThat(
            rows(
                "SELECT count(*), min(pairs), max(pairs), min(agreement) > 0.4 FROM method_agreement"))
        .hasToString("[[4,1,1,true]]");
  }

  @Test
  void olderRunsHaveTodaysColumnsAndKeepThoseOfOtherMetrics() throws IOException {
    open(
        all ->
            all.drop("details", "energy_by_label")
                .withColumn(
                    "metrics",
                    expr("named_struct('deletion', metrics.deletion, 'of_others', 7.0D)")));

    assertThat(
            rows(
                "SELECT count(details), count(energy_by_label), count(metrics.road), min(metrics.of_others) FROM explanations"))
        .hasToString("[[0,0,0,7.0]]");
  }

  @Test
  void anImageWithTwoExplainedClassesCountsOnce() throws IOException {
    open(
        all ->
            all.withColumn("target_rank", lit(1))
                .union(
                    all.withColumn("target_rank", lit(2))
                        .withColumn("target", expr("pmod(target + 1, 6)"))
                        .withColumn("target_name", lit("another"))));

    assertThat(
            rows(
                "SELECT images, accuracy FROM audit_by_class WHERE class = 'jug' AND method = 'grad-cam'"))
        .hasToString("[[4,0.75]]");
    assertThat(count("audit_by_class")).isEqualTo(6 * 3);
    assertThat(rows("SELECT max(images), count(*) FROM suspected_shortcuts"))
        .hasToString("[[4,18]]");
    assertThat(rows("SELECT DISTINCT target_rank FROM worst_cases")).hasToString("[[1]]");
    // Two explained classes of 24 images, each with one pair of methods beside random.
    assertThat(rows("SELECT count(*), min(pairs), max(pairs) FROM method_agreement"))
        .hasToString("[[48,1,1]]");
  }

  /** One of four jugs is taken for a mug: F1 is 6/7 for jugs, 8/9 for mugs, 1 for four classes. */
  @Test
  void labelsOfOlderRunsHavePrecisionAndRecall() throws IOException {
    Spark.table(AuditedPart.OUTPUT, RunOutput.PREDICTIONS)
        .drop("labels", "score", "predicted_labels", "targets")
        .coalesce(1)
        .write()
        .parquet(folder.resolve(RunOutput.PREDICTIONS).toString());
    open(all -> all);

    assertThat(
            rows(
                "SELECT label, images, predicted, correct, round(precision, 3), round(recall, 3), round(f1, 3)"
                    + " FROM label_quality LIMIT 3"))
        .hasToString(
            "[[null,24,24,23,0.967,0.958,0.958], [jug,4,3,3,1.0,0.75,0.857], [mug,4,5,4,0.8,1.0,0.889]]");
  }

  @Test
  void viewsAreOpenedAfterTheTables() throws IOException {
    List<String> names = open(all -> all.limit(1));

    assertThat(names.get(0)).isEqualTo(RunOutput.EXPLANATIONS);
    assertThat(names.subList(1, names.size())).isEqualTo(RunView.titles());
  }
}
