package io.github.heatmill.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.report.block.Json;
import java.util.List;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

class PageTest {
  private static final String HTML = SamplePage.page().html();
  private static final Document PAGE = Jsoup.parse(HTML);

  @Test
  void everySectionHasItsLineInTheContents() {
    assertThat(PAGE.select("nav a").eachText()).isEqualTo(PAGE.select("section > h2").eachText());
    for (Element link : PAGE.select("nav a")) {
      assertThat(PAGE.select(link.attr("href") + " > h2").text()).isEqualTo(link.text());
    }
  }

  @Test
  void namesThatLookLikeHtmlAreShownAsTheyAre() {
    assertThat(PAGE.title()).isEqualTo("Audit of resnet18 on " + SamplePage.SCRIPT);
    assertThat(PAGE.select(".table td").eachText()).contains(SamplePage.SCRIPT, SamplePage.IMAGE);
    assertThat(PAGE.select("select option").eachText()).contains(SamplePage.SCRIPT);
    assertThat(PAGE.select("[onerror]")).isEmpty();
    // Vega and the page's own; all others are data.
    assertThat(PAGE.select("script:not([type='application/json'])")).hasSize(2);
  }

  @Test
  void dataInScriptsCannotEndThem() {
    for (Element data : PAGE.select("script[type='application/json']")) {
      assertThat(data.data()).doesNotContain("</", "<!--", "\u2028", "\u2029");
    }
    String data = Json.of(List.of("</script><!-- \u2028 \u2029 &"));
    assertThat(data).isEqualTo("[\"\\u003c/script\\u003e\\u003c!-- \\u2028 \\u2029 \\u0026\"]");
  }

  @Test
  void scriptsOfTheProgramDoNotEndThemselves() {
    assertThat(Page.Asset.vega().text()).doesNotContain("</script", "<!--");
    for (Element script : PAGE.select("script")) {
      assertThat(script.data()).isNotBlank();
    }
  }

  @Test
  void nothingMayBeFetchedAndOnlyOurScriptsMayRun() {
    String policy = PAGE.select("meta[http-equiv=Content-Security-Policy]").attr("content");
    assertThat(policy)
        .startsWith("default-src 'none'; img-src data:; ")
        .contains(Page.Asset.vega().source())
        .doesNotContain("http", "*", "script-src 'unsafe-inline'");
  }

  @Test
  void thePageNamesNoAddressOutsideItself() {
    PAGE.select("script").remove();
    assertThat(PAGE.select("link, iframe, object, embed, base, form")).isEmpty();
    assertThat(PAGE.select("[src]").eachAttr("src")).allMatch(src -> src.startsWith("data:image/"));
    assertThat(PAGE.select("[href]").eachAttr("href")).allMatch(href -> href.startsWith("#"));
    assertThat(PAGE.select("style").html()).doesNotContain("url(", "@import");
  }

  @Test
  void chartTemplatesStandOnceInThePage() {
    // Dots, bars, a histogram and lines.
    assertThat(occurrences("\"contains\": \"padding\"")).isEqualTo(4);
    assertThat(occurrences("id=\"chart-lines\"")).isEqualTo(1);
    assertThat(PAGE.select("figure.chart[data-template=lines]")).hasSize(2 * SamplePage.CARDS);
  }

  @Test
  void anEmptyPageTakesLittleMoreThanTheLibraryOfItsCharts() {
    // Vega has 515 kB; templates, scripts and styles have 25 kB.
    String empty = new Page("Nothing", List.of()).html();
    assertThat(empty.length() - Page.Asset.vega().text().length()).isLessThan(30_000);
  }

  @Test
  void equalPagesAreEqualFiles() {
    assertThat(SamplePage.page().html()).isEqualTo(HTML);
  }

  private static long occurrences(String text) {
    return Pattern.compile(Pattern.quote(text)).matcher(HTML).results().count();
  }
}
