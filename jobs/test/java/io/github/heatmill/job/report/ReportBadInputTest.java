package io.github.heatmill.job.report;

import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.job.action.HeatmillActions;
import io.github.heatmill.job.output.RunOutput;
import io.github.heatmill.job.support.MeasuredDemo;
import io.github.heatmill.job.support.Run;
import io.github.heatmill.job.support.Spark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What reports say of runs that lack something. */
class ReportBadInputTest {
  @TempDir Path folder;

  private Document report(UnaryOperator<Dataset<Row>> change) throws IOException {
    assertThat(MeasuredDemo.EXPLAINED.errors()).isEmpty();
    return report(ChangedRun.of(folder.resolve("run"), change));
  }

  private Document report(Path run) throws IOException {
    Path page = folder.resolve("report.html");
    HeatmillActions.on(Spark.beside()).report(ReportSettings.of(run.toString(), page.toString()));
    return Jsoup.parse(Files.readString(page));
  }

  private static List<String> notices(Document page, int section) {
    return page.select("#section-" + section + " .notice").eachText();
  }

  private static void replace(Path manifest, String text, String by) throws IOException {
    Files.writeString(manifest, Files.readString(manifest).replaceAll(text, by));
  }

  @Test
  void withoutMetricsBoxesAndLabelsTheCommandsThatAddThemAreNamed() throws IOException {
    Path run =
        ChangedRun.of(
            folder.resolve("run"),
            all ->
                all.drop("metrics", "chance", "boxes", "annotation", "energy_by_label", "curves")
                    .withColumn("label", lit(null).cast("int"))
                    .withColumn("label_name", lit(null).cast("string")));
    replace(
        run.resolve(RunOutput.MANIFEST),
        "(?s)\"metrics\" : \\[.*?\\}\\s*\\],",
        "\"metrics\" : [],");

    Document page = report(run);

    String score = "heatmill score --input file:" + run;
    assertThat(notices(page, 2))
        .anyMatch(notice -> notice.startsWith("No metrics were measured"))
        .anyMatch(notice -> notice.contains(score + " --metrics insertion,deletion,average_drop"));
    assertThat(notices(page, 3))
        .anyMatch(notice -> notice.startsWith("No image has a label"))
        .anyMatch(notice -> notice.contains("energy_pointing_game --annotations voc:DIR"));
    assertThat(notices(page, 4))
        .anyMatch(notice -> notice.startsWith("Neither boxes nor metrics"))
        .anyMatch(notice -> notice.contains("--curves adds them"));
    // Six images of which the network is less or more sure, and on which two methods agree more or
    // less.
    assertThat(page.select("#section-4 .filters label:nth-child(1) option").eachText())
        .containsExactly("all", "least agreement", "least sure");
    assertThat(page.select(".card")).hasSize(2 * 6);
  }

  @Test
  void withoutBoxesAMetricSaysWhichImagesAreTheBest() throws IOException {
    Document page =
        report(
            all ->
                all.withColumn("boxes", lit(null).cast(all.schema().apply("boxes").dataType()))
                    .withColumn("metrics", expr("named_struct('insertion', metrics.insertion)")));

    assertThat(page.select(".card dl").eachText())
        .anyMatch(facts -> facts.contains("insertion, mean of all methods"));
    // The table summary was not copied.
    assertThat(notices(page, 2))
        .anyMatch(notice -> notice.startsWith("The table summary is missing"));
  }

  @Test
  void oneClassAndOneMethodHaveNobodyToBeComparedWith() throws IOException {
    Document page = report(all -> all.where("label_name = 'jug' AND method = 'grad-cam'"));

    assertThat(notices(page, 2)).anyMatch(notice -> notice.startsWith("Fewer than two methods"));
    assertThat(notices(page, 3))
        .anyMatch(notice -> notice.startsWith("All images are of one class"));
    assertThat(page.select("#section-3 tbody td:nth-child(2)").eachText()).containsExactly("jug");
    assertThat(page.select("#section-3 tbody td:nth-child(3)").eachText()).containsExactly("-");
  }

  @Test
  void aRunOfErrorsAloneTellsWhyImagesFailed() throws IOException {
    Path run = ChangedRun.of(folder.resolve("run"), all -> all.where("false"));
    ChangedRun.write(
        all ->
            all.sparkSession()
                .sql(
                    "SELECT concat('file:/images/', id, '.jpg') AS image, 'decode' AS stage,"
                        + " CASE WHEN id = 0 THEN 'Image is <i>empty</i>' ELSE 'Image is cut off' END AS reason"
                        + " FROM range(8)"),
        RunOutput.ERRORS,
        run);

    Document page = report(run);

    assertThat(page.select("#section-1 dl").text()).contains("Failed 8 images (decode 8)");
    for (int section : new int[] {1, 2, 3, 4}) {
      assertThat(notices(page, section))
          .anyMatch(notice -> notice.startsWith("No image was explained"));
    }
    List<String> rows = page.select("#section-5 tbody tr").eachText();
    // Seven, of which five are shown.
    assertThat(rows)
        .containsExactly(
            "7 decode Image is cut off file:/images/1.jpg, file:/images/2.jpg, file:/images/3.jpg,"
                + " file:/images/4.jpg, file:/images/5.jpg",
            "1 decode Image is <i>empty</i> file:/images/0.jpg");
  }

  @Test
  void olderTablesMapsThatSayNothingAndImagesThatMovedAwayAreNoFailure() throws IOException {
    Path run =
        ChangedRun.of(
            folder.resolve("run"),
            all ->
                all.drop("fingerprint", "details", "energy_by_label", "image_width", "chance")
                    .withColumn("image", expr("concat(image, '.gone')"))
                    .withColumn("status", expr("if(method = 'eigen-cam', 'flat', status)")));
    ChangedRun.write(
        all ->
            all.drop("difference", "difference_low", "difference_high", "above_chance", "better"),
        RunOutput.SUMMARY,
        run);
    replace(run.resolve(RunOutput.MANIFEST), "\"(seconds|counts|statistics)\"", "\"x$1\"");

    Document page = report(run);

    assertThat(page.select("#section-1 dl").text()).contains("18 maps, 12 ok, 6 flat");
    assertThat(page.select("#section-2 h3").eachText()).contains("insertion");
    assertThat(notices(page, 4))
        .anyMatch(notice -> notice.startsWith("6 of 6 images cannot be shown"));
    assertThat(page.select("#section-4 .filters option").eachText())
        .contains("flat", "maps not ok");
    assertThat(page.select(".card img")).isEmpty();
  }

  @Test
  void allThatIsWrongIsSaidBeforeSparkStarts() {
    Run run =
        Run.of(
            "report",
            "--input",
            folder.toString(),
            "--images",
            "/nowhere",
            "--output",
            folder.resolve("missing/report.html").toString());

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.errors())
        .containsExactly(
            "heatmill: Not a finished run: "
                + folder
                + " (has no manifest.json, which is written last)",
            "heatmill: Missing folder: file:"
                + folder.resolve("missing")
                + " (must exist, for --output "
                + folder.resolve("missing/report.html")
                + ")",
            "heatmill: Missing images: /nowhere (must be a file, a folder or a glob that matches)");
  }

  @Test
  void anEarlierPageStays() throws IOException {
    Path page = Files.writeString(folder.resolve("report.html"), "earlier");
    Run run = Run.report(MeasuredDemo.AT_ONCE, page);

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.errors())
        .containsExactly(
            "heatmill: Output exists: " + page + " (name another file, or add --overwrite)");
    assertThat(page).hasContent("earlier");
  }
}
