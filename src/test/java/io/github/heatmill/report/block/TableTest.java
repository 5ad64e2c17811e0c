package io.github.heatmill.report.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

class TableTest {

  @Test
  void numbersAreRoundedInSightAndExactBehind() {
    Element cell = shown(Cell.number(1234.56789, 2));
    assertThat(cell.text()).isEqualTo("1234.57");
    assertThat(cell.attr("data-value")).isEqualTo("1234.56789");
  }

  @Test
  void countsHaveSeparatorsAndSharesArePercentages() {
    assertThat(shown(Cell.count(1_234_567)).text()).isEqualTo("1,234,567");
    // 100 * 0.12345 = 12.345, to one decimal.
    assertThat(shown(Cell.share(0.12345)).text()).isEqualTo("12.3 %");
  }

  @Test
  void anIntervalStandsBehindItsMean() {
    assertThat(shown(Cell.interval(0.5, 0.25, 0.75)).text()).isEqualTo("0.500 [0.250, 0.750]");
    assertThat(shown(Cell.interval(0.5, Double.NaN, Double.NaN)).text()).isEqualTo("0.500");
  }

  @Test
  void aPathMayBreakAfterEachFolder() {
    Element cell = shown(Cell.text("/a/<b>/c"));
    assertThat(cell.wholeText()).isEqualTo("/a/<b>/c");
    assertThat(cell.html()).isEqualTo("/<wbr>a/<wbr>&lt;b&gt;/<wbr>c");
    assertThat(shown(Cell.text("")).html()).isEmpty();
  }

  @Test
  void valuesThatAreNotFiniteAreMissing() {
    for (Cell cell :
        List.of(
            Cell.missing(),
            Cell.number(Double.NaN, 3),
            Cell.share(Double.POSITIVE_INFINITY),
            Cell.interval(Double.NaN, 0, 1))) {
      assertThat(shown(cell).text()).isEqualTo("-");
      assertThat(shown(cell).hasAttr("data-value")).isFalse();
    }
  }

  @Test
  void aColumnWithNumbersIsAlignedAsNumbersAndOneOfPicturesIsNotSorted() {
    Picture picture = Picture.missing("gone");
    Table table =
        new Table(
            List.of("class", "share", "map"),
            List.of(List.of(Cell.text("cat"), Cell.missing(), Cell.picture(picture))));
    Element head = Jsoup.parse(table.html().render()).selectFirst("thead tr");
    assertThat(head.children().eachAttr("class")).containsExactly("words", "number");
    assertThat(head.select("button").eachText()).containsExactly("class", "share");
  }

  @Test
  void aRowNeedsACellForEachColumn() {
    List<List<Cell>> rows = List.of(List.of(Cell.text("a")));
    assertThatThrownBy(() -> new Table(List.of("one", "two"), rows))
        .hasMessage("Invalid row of a table: 1 cells (must be one for each of 2 columns)");
  }

  private static Element shown(Cell cell) {
    return Jsoup.parse("<table><tr>" + cell.html().render() + "</tr></table>").selectFirst("td");
  }
}
