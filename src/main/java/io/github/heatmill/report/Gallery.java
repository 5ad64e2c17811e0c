package io.github.heatmill.report;

import static j2html.TagCreator.article;
import static j2html.TagCreator.details;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h4;
import static j2html.TagCreator.iff;
import static j2html.TagCreator.label;
import static j2html.TagCreator.option;
import static j2html.TagCreator.output;
import static j2html.TagCreator.select;
import static j2html.TagCreator.span;
import static j2html.TagCreator.summary;

import io.github.heatmill.report.block.Block;
import io.github.heatmill.report.block.Facts;
import io.github.heatmill.report.block.Figures;
import io.github.heatmill.report.block.Json;
import io.github.heatmill.report.chart.Lines;
import j2html.tags.DomContent;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A gallery of cards that can be filtered by their facets and navigated with the arrow keys. */
public record Gallery(List<Card> cards) implements Block {
  private static final String ALL = "all";

  public Gallery {
    cards = List.copyOf(cards);
  }

  @Override
  public DomContent html() {
    List<String> facets = facets();
    return div(
            div(each(facets, this::filter), output().withClass("count")).withClass("filters"),
            div(each(cards, card -> card.html(facets))).withClass("cards"))
        .withClass("gallery");
  }

  /** The names of all facets, in the order of their first appearance. */
  private List<String> facets() {
    return cards.stream().flatMap(card -> card.facets().keySet().stream()).distinct().toList();
  }

  private DomContent filter(String facet) {
    List<String> values =
        cards.stream()
            .flatMap(card -> card.facets().getOrDefault(facet, List.of()).stream())
            .filter(value -> !value.isEmpty())
            .distinct()
            .sorted()
            .toList();
    return label(
        span(facet),
        select(option(ALL).withValue(""), each(values, value -> option(value).withValue(value))));
  }

  /**
   * One image of a gallery.
   *
   * @param figures pictures side by side: the original image and its overlays
   * @param facets values that the gallery can be filtered by, such as {@code class} to {@code cat},
   *     in the order of the map; a card is shown if it has the selected value, or if no value is
   *     selected
   * @param curves charts that are drawn when a reader opens them
   */
  public record Card(
      String title,
      List<Facts.Fact> facts,
      List<Figures.Figure> figures,
      Map<String, List<String>> facets,
      List<Lines> curves) {
    /** A card with more pictures than this takes the whole width of the page. */
    private static final int NARROW = 2;

    public Card {
      facts = List.copyOf(facts);
      figures = List.copyOf(figures);
      facets = Collections.unmodifiableMap(new LinkedHashMap<>(facets));
      curves = List.copyOf(curves);
    }

    /**
     * The HTML.
     *
     * @param asked the facets of the gallery's filters
     */
    DomContent html(List<String> asked) {
      List<List<String>> values =
          asked.stream().map(facet -> facets.getOrDefault(facet, List.of())).toList();
      return article(
              h4(title),
              new Facts(facts).html(),
              new Figures(figures).html(),
              iff(
                  !curves.isEmpty(),
                  details(summary("Curves"), div(each(curves, Lines::html)).withClass("curves"))))
          .withClass(figures.size() > NARROW ? "card wide" : "card")
          .withTabindex(-1)
          .withData("facets", Json.of(values));
    }
  }
}
