package io.github.heatmill.job.shortcuts;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.job.support.Demo;
import io.github.heatmill.job.support.SearchedDemo;
import io.github.heatmill.job.support.Spark;
import io.github.heatmill.report.Browser;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** Whether the planted tag of the demo is found, and nothing where there is none. */
class ShortcutsTest {
  private static final Path PAGE = SearchedDemo.FOUND.resolve("shortcuts.html");

  @BeforeAll
  static void search() {
    assertThat(SearchedDemo.EXPLAINED.errors()).isEmpty();
    assertThat(SearchedDemo.SEARCHED.errors()).isEmpty();
    assertThat(SearchedDemo.SEARCHED_WITHOUT_TAG.errors()).isEmpty();
  }

  private static Dataset<Row> clusters(Path output) {
    return Spark.session().read().parquet(output.resolve("clusters").toString());
  }

  private static Dataset<Row> members(Path output) {
    return Spark.session().read().parquet(output.resolve("members").toString());
  }

  @Test
  void thePlantedTagComesFirstAndIsFlaggedAlone() {
    Dataset<Row> clusters = clusters(SearchedDemo.FOUND);

    Row first = clusters.where("rank = 1").first();
    assertThat(first.<String>getAs("class")).isEqualTo("jug");
    assertThat(first.<Boolean>getAs("flagged")).isTrue();
    assertThat(clusters.where("flagged").count()).isOne();
    // The tag lies in the bottom left corner, where no other class looks.
    assertThat(first.<Double>getAs("x")).isLessThan(0.2);
    assertThat(first.<Double>getAs("y")).isGreaterThan(0.85);
    assertThat(first.<Double>getAs("purity")).isGreaterThan(0.95);
    // Without it, little is left of the jugs; elsewhere, nothing is lost.
    assertThat(first.<Integer>getAs("asked")).isEqualTo(8);
    assertThat(first.<Double>getAs("masked")).isLessThan(0.3);
    assertThat(first.<Double>getAs("control")).isGreaterThan(0.95);
  }

  @Test
  void itsClusterHoldsThePicturesWithATagAndNoOther() {
    List<String> found =
        members(SearchedDemo.FOUND)
            .where("class = 'jug'")
            .selectExpr("substring_index(image, '/', -1)")
            .as(Encoders.STRING())
            .collectAsList();

    String tags = new String(Demo.bytes(Demo.FOLDER.resolve("tags.csv")), StandardCharsets.UTF_8);
    List<String> tagged = tags.lines().skip(1).map(line -> line.split(",")[0]).toList();
    assertThat(tagged).hasSize(17);
    assertThat(found).containsExactlyInAnyOrderElementsOf(tagged);
  }

  @Test
  void everyImageIsInOneCluster() {
    assertThat(members(SearchedDemo.FOUND).count()).isEqualTo(120);
    assertThat(members(SearchedDemo.FOUND).select("image").distinct().count()).isEqualTo(120);
    assertThat(clusters(SearchedDemo.FOUND).selectExpr("sum(size)").first().getLong(0))
        .isEqualTo(120);
  }

  @Test
  void theTerminalSaysItInWords() {
    assertThat(SearchedDemo.SEARCHED.out())
        .contains("Maps     120 in 6 classes, 0 of them too small")
        .contains(", 1 flagged")
        .containsPattern(
            "Flagged  jug, cluster 1: 17 images \\(100 % of the class\\) with evidence at the bottom left")
        .contains("No. 2 ")
        .contains("No. 3 ")
        .doesNotContain("No. 4 ")
        .doesNotContain("Missing");
  }

  @Test
  void withoutTheTagNothingIsFlagged() {
    Dataset<Row> clusters = clusters(SearchedDemo.FOUND_WITHOUT_TAG);

    assertThat(clusters.where("flagged").count()).isZero();
    assertThat(clusters.where("asked > 0").count()).isEqualTo(4);
    assertThat(SearchedDemo.SEARCHED_WITHOUT_TAG.out()).contains(", 0 flagged");
    // A fair comparison: the network is as good as that with the tag.
    assertThat(
            members(SearchedDemo.FOUND_WITHOUT_TAG)
                .selectExpr("avg(int(label_name = predicted_name))")
                .first()
                .getDouble(0))
        .isGreaterThan(0.95);
  }

  @Test
  void thePageShowsTheFlaggedClusterWithItsImages() {
    Document page = Jsoup.parse(new String(Demo.bytes(PAGE), StandardCharsets.UTF_8));

    assertThat(page.body().select("h2").eachText())
        .startsWith("Findings", "1. jug, cluster 1, flagged")
        .endsWith("Ranking", "How this was found")
        .hasSize(2 + 4 + 1);
    assertThat(page.select("#section-1 p").first().text()).startsWith("1 cluster is flagged.");
    assertThat(page.select(".notice[role=note]").eachText()).isEmpty();
    List<String> captions = page.select("#section-2 figcaption").eachText();
    assertThat(captions).hasSize(1 + 17).startsWith("Mean map of all 17");
    assertThat(captions.subList(1, 18)).allMatch(name -> name.startsWith("jug_"));
    assertThat(page.select("#section-2 summary").eachText())
        .containsExactly("Images to look at: all 17");
  }

  @Test
  @EnabledIf(
      value = "io.github.heatmill.report.Browser#isInstalled",
      disabledReason = Browser.MISSING)
  void thePageOpensInABrowserAndAsksForNothing() throws Exception {
    try (Browser browser = Browser.start()) {
      browser.open(PAGE);
      assertThat(browser.texts("h2")).contains("1. jug, cluster 1, flagged");
      for (int width : new int[] {1280, 390}) {
        browser.width(width).photograph(PAGE.resolveSibling(width + ".png"));
        assertThat(browser.scrollsSideways()).isFalse();
      }
      assertThat(browser.complaints()).isEmpty();
      assertThat(browser.requests()).containsExactly(PAGE.toUri().toString());
    }
  }
}
