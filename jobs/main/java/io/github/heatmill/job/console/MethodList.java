package io.github.heatmill.job.console;

import io.github.heatmill.job.console.RegistryList.Column;
import io.github.heatmill.job.console.RegistryList.Wording;
import io.github.heatmill.method.MethodCard;
import io.github.heatmill.method.SaliencyMethod;
import java.util.List;
import java.util.function.Function;

/**
 * Writes the list of methods as text and as Markdown.
 *
 * @param methods in the order of the tables
 */
public record MethodList(List<SaliencyMethod> methods) {
  private static final String COST_NOTE =
      "Cost: forward passes an image beyond the one, with its gradient at the layers, that all"
          + " share.";

  private static final Column<SaliencyMethod> ID = column("method", MethodCard::id);
  private static final Column<SaliencyMethod> NAME = column("name", MethodCard::name);
  private static final Column<SaliencyMethod> YEAR =
      column("year", card -> card.year() == 0 ? "" : Integer.toString(card.year()));
  private static final Column<SaliencyMethod> NEED = column("needs", card -> card.need().text());
  private static final Column<SaliencyMethod> FORMULA =
      column("formula", card -> card.standing().text());
  private static final Column<SaliencyMethod> COST = column("cost", MethodCard::cost);

  private static Column<SaliencyMethod> column(String title, Function<MethodCard, String> value) {
    return new Column<>(title, method -> value.apply(method.card()));
  }

  /** For a terminal. */
  public String text() {
    return list().text();
  }

  /** A Markdown table, for the documentation. */
  public String markdown() {
    return list().markdown();
  }

  private RegistryList<SaliencyMethod> list() {
    return new RegistryList<>(
        methods,
        List.of(ID, NAME, YEAR, NEED, FORMULA, COST), // The last column may be long.
        List.of(ID, NAME, YEAR, NEED, COST, FORMULA),
        new Wording<>(method -> method.card().summary(), method -> List.of(), COST_NOTE));
  }
}
