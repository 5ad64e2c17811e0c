package io.github.heatmill.report;

import j2html.tags.DomContent;
import java.util.List;
import java.util.Map;

/**
 * Estimates with their intervals, one below the other.
 *
 * @param axis what is estimated, with its unit
 * @param rules lines to compare with; may be none
 */
public record Dots(String caption, String axis, List<Dot> dots, List<Rule> rules) implements Chart {
  public Dots {
    dots = List.copyOf(dots);
    rules = List.copyOf(rules);
  }

  @Override
  public DomContent html() {
    List<Map<String, Object>> drawn =
        dots.stream().filter(dot -> Drawing.drawable(dot.mean())).map(Dot::row).toList();
    return new Drawing("dots", Map.of("axis", axis), drawn, Rule.rows(rules))
        .html(caption, numbers());
  }

  private Table numbers() {
    List<List<Cell>> rows =
        dots.stream()
            .map(dot -> List.of(Cell.text(dot.name()), NumberCell.interval(dot, 4)))
            .toList();
    return new Table(List.of("", axis + " [95 % interval]"), rows);
  }
}
