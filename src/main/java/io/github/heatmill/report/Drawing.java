package io.github.heatmill.report;

import static j2html.TagCreator.details;
import static j2html.TagCreator.div;
import static j2html.TagCreator.figcaption;
import static j2html.TagCreator.figure;
import static j2html.TagCreator.iff;
import static j2html.TagCreator.p;
import static j2html.TagCreator.rawHtml;
import static j2html.TagCreator.script;
import static j2html.TagCreator.summary;

import j2html.tags.DomContent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What the script of the page needs to draw a chart.
 *
 * @param template the Vega specification, a resource {@code charts/TEMPLATE.json}
 * @param signals settings of the specification, such as the titles of axes
 * @param rows what is drawn
 * @param rules lines to compare with
 */
record Drawing(
    String template,
    Map<String, Object> signals,
    List<Map<String, Object>> rows,
    List<Map<String, Object>> rules) {
  private static final String EMPTY = "There is nothing to draw: no number is known.";

  /**
   * As HTML.
   *
   * @param caption says what the chart shows, also to those who cannot see it
   * @param numbers what is drawn, as a table; without rows there is none
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

  /** Whether all are numbers that have a place on an axis. */
  static boolean drawable(double... values) {
    return Arrays.stream(values).allMatch(Double::isFinite);
  }
}
