package io.github.heatmill.job.explain;

import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.heatmill.job.sql.RunTables;
import io.github.heatmill.job.support.AlteredDemo;
import io.github.heatmill.job.support.Demo;
import io.github.heatmill.job.support.Run;
import io.github.heatmill.job.support.Spark;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs that explain several classes of an image, from the command to the report. The network of
 * independent labels sees colours: the logits of its first three classes (bicycle, fish, house) are
 * the means of the red, green and blue channel as they reach it, from -2.1 to 2.6, and those of the
 * others (jug, mug, umbrella) are -4. A thousandth of the demo's logits is added, so that maps
 * differ. So red images show a bicycle, yellow ones a fish and a bicycle, and so on.
 */
class SeveralTargetsRunTest {
  private static final String COLOURS =
      """
      m = torch.mean(x, [2, 3])
      own = torch.add(m, torch.mul(torch.slice(z, 1, 0, 3), 0.001))
      rest = torch.sub(torch.mul(torch.slice(z, 1, 3, 6), 0.001), 4.)
      return torch.cat([own, rest], 1)
      """;

  /** What an image shows, and what it is said to show. */
  private static final Map<String, String> LABELS =
      Map.of(
          "red", "bicycle",
          "yellow", "bicycle|fish",
          "white", "fish|jug",
          "black", "fish",
          "blue", "house|fish");

  private static final Map<String, Color> COLOUR =
      Map.of(
          "red", Color.RED,
          "yellow", Color.YELLOW,
          "white", Color.WHITE,
          "black", Color.BLACK,
          "blue", Color.BLUE);

  @TempDir static Path folder;
  private static Run above;
  private static Run top;
  private static Run labels;
  private static SparkSession ofAbove;

  @BeforeAll
  static void explain() throws IOException {
    StringBuilder csv = new StringBuilder("image,label\n");
    LABELS.forEach((name, label) -> csv.append(name).append(".png,").append(label).append('\n'));
    Demo.write(folder.resolve("labels.csv"), csv.toString().getBytes(StandardCharsets.UTF_8));
    for (Map.Entry<String, Color> image : COLOUR.entrySet()) {
      draw(image.getValue(), folder.resolve("images").resolve(image.getKey() + ".png"));
    }
    AlteredDemo.write(folder.resolve("network"), "Tensor", COLOURS);
    Demo.copy(Demo.MODEL.resolve("synset.txt"), folder.resolve("network/synset.txt"));
    above = explain("above:0.5", "above", "--metrics", "complexity,average_drop");
    top = explain("top:2", "top");
    labels = explain("labels", "labels");
    ofAbove = opened("above");
  }

  private static void draw(Color colour, Path file) throws IOException {
    BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(colour);
    graphics.fillRect(0, 0, 64, 64);
    graphics.dispose();
    Files.createDirectories(file.getParent());
    ImageIO.write(image, "png", file.toFile());
  }

  private static Run explain(String target, String output, String... more) {
    List<String> command = new ArrayList<>(List.of("explain", "--batch-size", "4"));
    command.addAll(List.of("--images", folder.resolve("images").toString()));
    command.addAll(List.of("--labels", folder.resolve("labels.csv").toString()));
    command.addAll(List.of("--model", folder.resolve("network").toString()));
    command.addAll(List.of("--output-kind", "sigmoid", "--input-size", "64", "--resize", "64"));
    command.addAll(List.of("--methods", "layer-cam,random", "--layer", "features.stage4"));
    command.addAll(List.of("--target", target));
    command.addAll(List.of("--output", folder.resolve(output).toString()));
    command.addAll(List.of(more));
    Run run = Run.of(command.toArray(String[]::new));
    assertThat(run.errors()).isEmpty();
    return run;
  }

  /** The name of an image without its folder and ending. */
  private static final String NAME = "substring_index(substring_index(image, '/', -1), '.', 1)";

  /** The explained classes of each image, in the order of their ranks. */
  private static List<String> targets(String output) {
    return Spark.table(folder.resolve(output), "explanations")
        .where("method = 'layer-cam'")
        .selectExpr(NAME + " AS name", "struct(target_rank, target_name) AS target")
        .groupBy("name")
        .agg(
            expr(
                "concat_ws(' ', array_sort(collect_list(concat(target.target_rank, ':', target.target_name))))"))
        .orderBy("name")
        .collectAsList()
        .stream()
        .map(row -> row.getString(0) + " " + row.getString(1))
        .toList();
  }

  private static SparkSession opened(String output) throws IOException {
    SparkSession spark = Spark.beside();
    new RunTables(spark, folder.resolve(output).toString()).open();
    return spark;
  }

  private static List<String> rows(SparkSession spark, String query) {
    return spark.sql(query).collectAsList().stream().map(Row::toString).toList();
  }

  /** Red 1 is 2.25 as the network sees it, green 2.43, blue 2.64; 0 is -2.12, -2.04, -1.80. */
  @Test
  void theClassesAboveAProbabilityAreExplainedInItsOrder() {
    assertThat(targets("above"))
        .containsExactly(
            "blue 1:house",
            "red 1:bicycle",
            "white 1:house 2:fish 3:bicycle",
            "yellow 1:fish 2:bicycle");
  }

  @Test
  void theFirstTwoClassesAreExplained() {
    assertThat(targets("top"))
        .containsExactly(
            "black 1:house 2:fish",
            "blue 1:house 2:fish",
            "red 1:bicycle 2:house",
            "white 1:house 2:fish",
            "yellow 1:fish 2:bicycle");
  }

  @Test
  void allLabelsAreExplainedInTheOrderOfTheirText() {
    assertThat(targets("labels"))
        .containsExactly(
            "black 1:fish",
            "blue 1:house 2:fish",
            "red 1:bicycle",
            "white 1:fish 2:jug",
            "yellow 1:bicycle 2:fish");
  }

  @Test
  void everyImageIsInPredictionsOnceAlsoOneWithoutAnExplainedClass() {
    assertThat(
            Spark.table(folder.resolve("above"), "predictions")
                .selectExpr(
                    NAME + " AS name",
                    "label",
                    "label_name",
                    "concat_ws(' ', predicted_labels.name)",
                    "targets")
                .orderBy("name")
                .collectAsList())
        .extracting(Row::toString)
        .containsExactly(
            "[black,1,fish,,0]",
            "[blue,null,house|fish,house,1]",
            "[red,0,bicycle,bicycle,1]",
            "[white,null,fish|jug,house fish bicycle,3]",
            "[yellow,null,bicycle|fish,fish bicycle,2]");
  }

  /**
   * Bicycle: 2 images have it, 3 are given it, 2 rightly; fish: 4, 2, 2; house: 1, 2, 1; jug: 1, 0,
   * 0. The means are (2/3 + 1 + 1/2 + 0) / 4, (1 + 1/2 + 1 + 0) / 4 and (4/5 + 2/3 + 2/3 + 0) / 4.
   */
  @Test
  void labelsHavePrecisionAndRecall() {
    String query =
        "SELECT label, class, images, predicted, correct, round(precision, 4), round(recall, 4), round(f1, 4) FROM label_quality";
    assertThat(rows(ofAbove, query))
        .containsExactly(
            "[null,null,5,7,5,0.5417,0.625,0.5333]",
            "[jug,3,1,0,0,null,0.0,0.0]",
            "[fish,1,4,2,2,1.0,0.5,0.6667]",
            "[house,2,1,2,1,0.5,1.0,0.6667]",
            "[bicycle,0,2,3,2,0.6667,1.0,0.8]");
  }

  @Test
  void theEndOfTheRunTellsTheMeansOfLabelsAndImagesWithoutMaps() throws IOException {
    assertThat(above.out())
        .contains("Explained  4\nNo maps    1: no class is as probable as --target asks\n")
        .contains(
            "Labels     precision 0.542, recall 0.625, F1 0.533: means over the labels of 5 images")
        .doesNotContain("Accuracy");
    assertThat(top.out()).contains("Explained  5\n").doesNotContain("No maps");
    assertThat(labels.out()).contains("recall 0.625");
    JsonNode counts =
        new ObjectMapper().readTree(folder.resolve("above/manifest.json").toFile()).get("counts");
    assertThat(counts.get("predictions").asInt()).isEqualTo(5);
    assertThat(counts.get("images_without_explained_class").asInt()).isEqualTo(1);
    assertThat(counts.get("images_with_several_labels").asInt()).isEqualTo(3);
  }

  /** Of above:0.5: bicycle in red, yellow and white, fish in yellow and white, house in two. */
  @Test
  void classesCountEachImageOnceAndHaveNoAccuracy() {
    assertThat(
            rows(
                ofAbove,
                "SELECT class, images, accuracy, surest_mistake FROM audit_by_class WHERE method = 'layer-cam' ORDER BY class"))
        .containsExactly("[bicycle,3,null,null]", "[fish,2,null,null]", "[house,2,null,null]");
    assertThat(
            rows(
                ofAbove,
                "SELECT class, images FROM suspected_shortcuts WHERE method = 'layer-cam' ORDER BY class"))
        .containsExactly("[bicycle,3]", "[fish,2]", "[house,2]");
    assertThat(rows(ofAbove, "SELECT count(*), max(methods) FROM method_agreement"))
        .containsExactly("[7,1]");
    // White shows neither a house nor a bicycle; all others that are explained are there.
    assertThat(
            rows(
                ofAbove,
                "SELECT "
                    + NAME
                    + ", target_rank, target_name, reason, severity = target_probability FROM worst_cases"))
        .containsExactly("[white,1,house,wrong class,true]", "[white,3,bicycle,wrong class,true]");
  }

  @Test
  void aLabelThatTheNetworkDoesNotSeeIsMissed() throws IOException {
    // A jug has the probability 1 / (1 + e^4) = 0.02, a fish without green 1 / (1 + e^2.04) = 0.12.
    assertThat(
            rows(
                opened("labels"),
                "SELECT "
                    + NAME
                    + ", target_name, reason, round(severity, 1), severity = 1 - target_probability FROM worst_cases ORDER BY severity DESC, image"))
        .containsExactly(
            "[white,jug,missed label,1.0,true]",
            "[black,fish,missed label,0.9,true]",
            "[blue,fish,missed label,0.9,true]");
  }

  @Test
  void aSummaryIsTheMeanOverMaps() {
    assertThat(
            Spark.session()
                .read()
                .parquet(folder.resolve("above/summary").toString())
                .where("method = 'layer-cam' AND metric = 'complexity'")
                .selectExpr("target_name", "n", "rows")
                .collectAsList())
        .extracting(Row::toString)
        .containsExactly("[null,7,7]", "[bicycle,3,3]", "[fish,2,2]", "[house,2,2]");
    double mean =
        Spark.table(folder.resolve("above"), "explanations")
            .where("method = 'layer-cam'")
            .selectExpr("avg(metrics.complexity)")
            .first()
            .getDouble(0);
    assertThat(
            Spark.session()
                .read()
                .parquet(folder.resolve("above/summary").toString())
                .where("method = 'layer-cam' AND metric = 'complexity' AND target IS NULL")
                .first()
                .<Double>getAs("mean"))
        .isCloseTo(mean, within(1e-12));
  }

  @Test
  void theReportShowsAllExplainedClassesOfAnImageOnOneCard() throws IOException {
    Path page = folder.resolve("report.html");
    assertThat(Run.report(folder.resolve("above"), page).errors()).isEmpty();
    Document document = Jsoup.parse(Files.readString(page));

    assertThat(document.select("dl.facts div").eachText())
        .contains(
            "Explained class above:0.5 (7 classes of 4 images)",
            "Without an explained class 1 image",
            "Labels precision 0.542, recall 0.625, F1 0.533 (means over the labels of 5 images)")
        .noneMatch(fact -> fact.startsWith("Recognised"));
    Element yellow =
        document.select(".card").stream()
            .filter(card -> card.selectFirst("h4").text().equals("yellow.png"))
            .findFirst()
            .orElseThrow();
    assertThat(yellow.select("figcaption").eachText())
        .containsExactly("what the network saw", "fish: layer-cam", "bicycle: layer-cam");
    // 1 / (1 + e^-2.43) is 0.919, and 1 / (1 + e^-2.25) is 0.905.
    assertThat(yellow.text()).containsPattern("Explained fish, 91\\.\\d %; bicycle, 90\\.\\d %");
  }

  /** Of both runs, white 1 and 2, yellow 1 and 2, red 1 and blue 1 explain the same class. */
  @Test
  void everyExplainedClassIsMeasuredLaterAsAtOnce() {
    assertThat(Run.score(folder.resolve("top"), "--metrics", "average_drop").errors()).isEmpty();

    assertThat(
            Spark.table(folder.resolve("above"), "explanations")
                .as("above")
                .join(
                    Spark.table(folder.resolve("top"), "explanations").as("top"),
                    expr(
                        "above.image = top.image AND above.target = top.target AND above.method = top.method"))
                .where("above.method = 'layer-cam'")
                .selectExpr(
                    "count(*)", "count_if(above.metrics.average_drop = top.metrics.average_drop)")
                .first())
        .hasToString("[6,6]");
  }

  @Test
  void clustersCountImagesApartFromMaps() throws IOException {
    Path output = folder.resolve("shortcuts");
    Run run =
        Run.of(
            "shortcuts",
            "--input",
            folder.resolve("above").toString(),
            "--min-size",
            "1",
            "--sample",
            "0",
            "--output",
            output.toString());

    assertThat(run.errors()).isEmpty();
    assertThat(run.out()).contains("Maps     7 in 3 classes");
    assertThat(Spark.session().read().parquet(output.resolve("members").toString()).count())
        .isEqualTo(7);
    assertThat(
            Jsoup.parse(Files.readString(output.resolve("shortcuts.html")))
                .select("dl.facts div")
                .eachText())
        .contains("Images 4, with 7 maps: one for each explained class");
  }
}
