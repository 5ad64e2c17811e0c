package io.github.heatmill.report;

import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.label;
import static j2html.TagCreator.option;
import static j2html.TagCreator.output;
import static j2html.TagCreator.select;
import static j2html.TagCreator.span;

import j2html.tags.DomContent;
import java.util.List;

/** Cards that can be filtered by each of their facets, and walked through with the arrow keys. */
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

  /** All facets of all cards, in the order in which they come. */
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
}
