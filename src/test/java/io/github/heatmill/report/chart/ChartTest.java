package io.github.heatmill.report.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

class ChartTest {

  @Test
  void aChartSaysWhatItShowsAndGivesItsNumbers() {
    Dots.Dot dot = new Dots.Dot("grad-cam", 0.5, 0.25, 0.75);
    Element chart = shown(new Dots("Insertion.", "share", List.of(dot), List.of()));
    assertThat(chart.select("figcaption").text()).isEqualTo("Insertion.");
    assertThat(chart.select("[role=img]").attr("aria-label")).isEqualTo("Insertion.");
    assertThat(chart.select("td").eachText())
        .containsExactly("grad-cam", "0.5000 [0.2500, 0.7500]");
  }

  @Test
  void valuesThatAreNotFiniteAreNotDrawn() {
    List<Double> ys = List.of(1.0, Double.NaN, 0.5);
    Lines lines = new Lines("", "x", "y", List.of(Lines.Line.even("a", ys)));
    assertThat(rows(lines))
        .isEqualTo("[{\"name\":\"a\",\"x\":0.0,\"y\":1.0},{\"name\":\"a\",\"x\":1.0,\"y\":0.5}]");
    List<Chart.Rule> rules = List.of(new Chart.Rule(Double.NaN, "chance"));
    List<Histogram.Bin> bins =
        List.of(new Histogram.Bin(0, 1, 5), new Histogram.Bin(1, Double.POSITIVE_INFINITY, 2));
    Histogram histogram = new Histogram("", "x", bins, rules);
    assertThat(rows(histogram)).isEqualTo("[{\"count\":5,\"high\":1.0,\"low\":0.0}]");
    assertThat(data(histogram).get("rules").toString()).isEqualTo("[]");
  }

  @Test
  void aDotWithoutAnIntervalIsADotAlone() {
    Dots.Dot dot = new Dots.Dot("a", 0.5, Double.NaN, Double.NaN);
    assertThat(rows(new Dots("", "x", List.of(dot), List.of())))
        .isEqualTo("[{\"mean\":0.5,\"name\":\"a\"}]");
  }

  @Test
  void aChartWithNothingToDrawSaysSo() {
    Element chart = shown(new Bars("Errors.", "images", List.of(new Bars.Bar("read", Double.NaN))));
    assertThat(chart.text()).isEqualTo("There is nothing to draw: no number is known. Errors.");
    assertThat(chart.select("script")).isEmpty();
  }

  @Test
  void aLineNeedsAsManyXAsY() {
    assertThatThrownBy(() -> new Lines.Line("deletion", List.of(0.0), List.of()))
        .hasMessage("Invalid line deletion: 1 x for 0 y (must be as many of both)");
  }

  @Test
  void aLineOfOnePointStandsAtZero() {
    assertThat(Lines.Line.even("a", List.of(0.5)).xs()).containsExactly(0.0);
  }

  private static String rows(Chart chart) {
    return data(chart).get("rows").toString();
  }

  private static JsonObject data(Chart chart) {
    String json = shown(chart).select("script").first().data();
    return JsonParser.parseString(json).getAsJsonObject().getAsJsonObject("data");
  }

  private static Element shown(Chart chart) {
    return Jsoup.parseBodyFragment(chart.html().render()).selectFirst("figure");
  }
}
