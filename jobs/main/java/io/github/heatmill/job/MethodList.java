package io.github.heatmill.job;

import io.github.heatmill.job.RegistryList.Column;
import io.github.heatmill.method.MethodCard;
import io.github.heatmill.method.SaliencyMethod;
import java.util.List;
import java.util.function.Function;

/**
 * Methods as tables for people.
 *
 * @param methods in the order of the tables
 */
record MethodList(List<SaliencyMethod> methods) {
  private static final String COST_NOTE =
      "Cost: forward passes an image beyond the one, with its gradient at the layers, that all share.";

  private static final List<Column<SaliencyMethod>> COLUMNS =
      List.of(
          column("method", 0, MethodCard::id),
          column("name", 1, MethodCard::name),
          column("year", 2, card -> card.year() == 0 ? "" : Integer.toString(card.year())),
          column("needs", 3, card -> card.need().text()),
          column("formula", 5, card -> card.standing().text()),
          column("cost", 4, MethodCard::cost));

  private static Column<SaliencyMethod> column(
      String title, int place, Function<MethodCard, String> value) {
    return new Column<>(title, place, method -> value.apply(method.card()));
  }

  /** For a terminal. */
  String text() {
    return list().text();
  }

  /** For the README. */
  String markdown() {
    return list().markdown();
  }

  private RegistryList<SaliencyMethod> list() {
    return new RegistryList<>(methods, COLUMNS, method -> method.card().summary(), COST_NOTE);
  }
}
