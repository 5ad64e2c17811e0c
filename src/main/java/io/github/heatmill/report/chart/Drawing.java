package io.github.heatmill.report.chart;

import static j2html.TagCreator.details;
import static j2html.TagCreator.div;
import static j2html.TagCreator.figcaption;
import static j2html.TagCreator.figure;
import static j2html.TagCreator.iff;
import static j2html.TagCreator.p;
import static j2html.TagCreator.rawHtml;
import static j2html.TagCreator.script;
import static j2html.TagCreator.summary;

import io.github.heatmill.report.block.Json;
import io.github.heatmill.report.block.Table;
import j2html.tags.DomContent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The data that the page's script needs to draw a chart.
 *
 * @param template the Vega specification, a resource {@code charts/TEMPLATE.json}
 * @param signals settings of the specification, such as the titles of axes
 * @param rows the data points
 * @param rules reference lines
 */
record Drawing(
    String template,
    Map<String, Object> signals,
    List<Map<String, Object>> rows,
    List<Map<String, Object>> rules) {
  private static final String EMPTY = "There is nothing to draw: no number is known.";

  /**
   * The HTML.
   *
   * @param caption says what the chart shows, also for screen readers
   * @param numbers the data points as a table; an empty table is not shown
   */
  DomContent html(String caption, Table numbers) {
    if (rows.isEmpty()) {
      return figure(p(EMPTY).withClass("notice"), figcaption(caption)).withClass("chart-empty");
    }
    return figure(
            div().withClass("drawing").attr("role", "img").attr("aria-label", caption),
            figcaption(caption),
            iff(
                !numbers.rows().isEmpty(),
                details(summary("Numbers"), numbers.html()).withClass("numbers")),
            script(rawHtml(json())).withType("application/json"))
        .withClass("chart")
        .withData("template", template);
  }

  private String json() {
    return Json.of(Map.of("signals", signals, "data", Map.of("rows", rows, "rules", rules)));
  }

  /** Whether all numbers are finite, so that they can be drawn. */
  static boolean drawable(double... values) {
    return Arrays.stream(values).allMatch(Double::isFinite);
  }
}
