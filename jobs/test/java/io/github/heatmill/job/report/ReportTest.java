package io.github.heatmill.job.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.heatmill.image.Size;
import io.github.heatmill.image.decode.ImageDecoder;
import io.github.heatmill.job.output.RunOutput;
import io.github.heatmill.job.support.Demo;
import io.github.heatmill.job.support.Run;
import io.github.heatmill.job.support.Spark;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the report of {@link ReportedDemo} says. */
class ReportTest {
  @TempDir Path folder;
  static String html;
  static Document document;

  @BeforeAll
  static void read() throws Exception {
    assertThat(ReportedDemo.REPORT.errors()).isEmpty();
    html = Files.readString(ReportedDemo.PAGE);
    document = Jsoup.parse(html);
  }

  private static Element section(String title) {
    return document.select("section").stream()
        .filter(section -> section.selectFirst("h2").text().equals(title))
        .findFirst()
        .orElseThrow();
  }

  private static List<List<String>> cells(Element table) {
    return table.select("tbody tr").stream().map(row -> row.select("td").eachText()).toList();
  }

  private static Dataset<Row> table(String name) {
    return Spark.session().read().parquet(ReportedDemo.RUN.resolve(name).toString());
  }

  @Test
  void theLastLineNamesThePageItsImagesAndItsSize() throws Exception {
    // Six images; every one is in a list.
    assertThat(ReportedDemo.REPORT.out())
        .isEqualTo(
            "Report  %s (6 images, %.1f MB)%n"
                .formatted(ReportedDemo.PAGE, Files.size(ReportedDemo.PAGE) / 1e6));
    assertThat(Files.size(ReportedDemo.PAGE)).isLessThan(15_000_000);
    assertThat(ReportedDemo.FOLDER.resolve(".report.html.crc")).doesNotExist();
  }

  @Test
  void itHasASectionForEachQuestion() {
    assertThat(document.select("h2").eachText())
        .containsExactly("What ran", "Methods", "Classes", "Images", "Errors", "Definitions");
  }

  @Test
  void whatRanIsToldWithItsCounts() {
    assertThat(section("What ran").select("dl.facts div").eachText())
        .contains(
            "Explained 6 images",
            "Failed 0 images",
            "Maps 18 maps, 18 ok",
            "Explained class predicted",
            "Methods grad-cam, eigen-cam, random at features")
        .anyMatch(fact -> fact.matches("SHA-256 [0-9a-f]{64}"));
  }

  @Test
  void everyNumberOfTheSummaryHasAChartAndATable() {
    List<String> numbers =
        table(RunOutput.SUMMARY)
            .where("target IS NULL")
            .selectExpr("metric")
            .distinct()
            .collectAsList()
            .stream()
            .map(row -> row.getString(0))
            .toList();

    List<String> parts = section("Methods").select("h3").eachText();
    assertThat(parts.stream().map(part -> part.replaceAll(" \\(.*", "")))
        .containsAll(numbers)
        .hasSize(1 + numbers.size()); // The first part counts maps.
    assertThat(section("Methods").select("figure.chart")).hasSize(numbers.size());
  }

  @Test
  void methodsHaveTheMeansOfTheTables() {
    Element part =
        section("Methods").select(".part").stream()
            .filter(each -> each.selectFirst("h3").text().equals("insertion (higher is better)"))
            .findFirst()
            .orElseThrow();
    double mean =
        table(RunOutput.EXPLANATIONS)
            .where("method = 'grad-cam'")
            .selectExpr("avg(metrics.insertion)")
            .first()
            .getDouble(0);
    Element cell =
        part.select("> .table tbody tr").stream()
            .filter(row -> row.child(0).text().equals("grad-cam"))
            .findFirst()
            .orElseThrow()
            .child(1);

    assertThat(Double.parseDouble(cell.attr("data-value"))).isCloseTo(mean, within(1e-12));
    assertThat(cell.text()).containsPattern("0\\.\\d{3} \\[0\\.\\d{3}, 0\\.\\d{3}]");
  }

  @Test
  void classesAreSortedBySuspicionAndHaveMeanMaps() {
    Element table = section("Classes").selectFirst(".table");
    List<Double> suspicion =
        table.select("tbody tr td:nth-child(3)").eachAttr("data-value").stream()
            .map(Double::parseDouble)
            .toList();

    assertThat(suspicion).hasSize(6).isSortedAccordingTo((one, other) -> -one.compareTo(other));
    assertThat(table.select("tbody td:first-child img")).hasSize(6);
    assertThat(table.select("tbody td:nth-child(11)").eachText())
        .isSubsetOf("grad-cam", "eigen-cam");
  }

  @Test
  void theWorstImageHasTheLeastEvidenceOnItsObject() {
    Element card =
        section("Images").select(".card").stream()
            .filter(each -> each.text().contains("List worst, 1."))
            .findFirst()
            .orElseThrow();
    Row worst =
        table(RunOutput.EXPLANATIONS)
            .where("method <> 'random' AND status = 'ok'")
            .groupBy("image")
            .avg("metrics.energy_pointing_game")
            .toDF("image", "energy")
            .orderBy("energy", "image")
            .first();

    assertThat(card.text())
        .contains("Image " + worst.getString(0))
        .contains("Evidence on the object, mean of all methods %.3f".formatted(worst.getDouble(1)));
  }

  @Test
  void besideWhatTheNetworkSawLiesTheMapOfEachMethod() {
    Element card = section("Images").selectFirst(".card");

    assertThat(card.select("figcaption").eachText())
        .hasSizeGreaterThanOrEqualTo(3)
        .startsWith("what the network saw")
        .anyMatch(caption -> caption.startsWith("grad-cam"))
        .anyMatch(caption -> caption.startsWith("eigen-cam"))
        .noneMatch(caption -> caption.startsWith("random"));
    for (Element picture : card.select(".figures img")) {
      byte[] jpeg = Base64.getDecoder().decode(picture.attr("src").split(",")[1]);
      assertThat(new ImageDecoder().decode(jpeg).size()).isEqualTo(new Size(112, 112));
    }
  }

  @Test
  void curvesAreThereForThoseWhoAsk() {
    Element card = section("Images").selectFirst(".card");
    assertThat(card.select("details figure.chart figcaption").eachText())
        .contains("deletion of this image, by method", "insertion of this image, by method");
  }

  @Test
  void namesThatAreHtmlAreTexts() {
    assertThat(html).doesNotContain("alert(1)</script>").doesNotContain("<b>fish");
    assertThat(cells(section("Classes").selectFirst(".table")))
        .anySatisfy(row -> assertThat(row).contains(ReportedDemo.CLASS));
    assertThat(section("Images").select("h4").eachText()).contains(ReportedDemo.FILE);
    assertThat(section("Images").text()).contains(ReportedDemo.FILE, "Shows " + ReportedDemo.CLASS);
    // The file is found, whatever its name.
    assertThat(document.select(".missing-picture")).isEmpty();
  }

  @Test
  void everyMetricIsDefinedAsItWasComputed() {
    List<List<String>> defined = cells(section("Definitions").select(".table").last());
    assertThat(defined)
        .anySatisfy(
            row ->
                assertThat(row)
                    .startsWith("insertion")
                    .anyMatch(cell -> cell.equals("insertion: 0 to 1, higher is better"))
                    .anyMatch(cell -> cell.contains("28 steps of round(k HW / steps) pixels")));
  }

  @Test
  void anImageThatMovedIsFoundByTheEndOfItsPath() throws Exception {
    Path moved = folder.resolve("moved");
    Demo.copy(Demo.image("mug", 1), moved.resolve("mug/mug_01.jpg"));
    // Its pixels are others than those that were explained.
    Demo.copy(Demo.image("jug", 2), moved.resolve("jug/jug_01.jpg"));
    Path other = folder.resolve("other.html");

    Run run =
        Run.of(
            "report",
            "--input",
            ReportedDemo.RUN.toString(),
            "--images",
            moved.toString(),
            "--output",
            other.toString());

    assertThat(run.errors()).isEmpty();
    assertThat(run.out()).contains("(1 image, ");
    Element images = Jsoup.parse(Files.readString(other)).select("section").get(3);
    assertThat(images.selectFirst(".notice").text())
        .isEqualTo(
            "5 of 6 images cannot be shown, such as: Image is not the one that was explained: its pixels differ."
                + " If they moved, --images says where they are now.");
    assertThat(images.select(".missing-picture").eachText())
        .contains("Image is not where it was looked for");
  }
}
