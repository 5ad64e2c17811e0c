package io.github.heatmill.report.block;

import static j2html.TagCreator.button;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.table;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.th;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.tr;

import j2html.tags.DomContent;
import java.util.List;
import java.util.stream.IntStream;

/** A table that a reader can sort by any column. At first the rows stand in the given order. */
public record Table(List<String> columns, List<List<Cell>> rows) implements Block {
  public Table {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
    for (List<Cell> row : rows) {
      if (row.size() != columns.size()) {
        throw new IllegalArgumentException(
            "Invalid row of a table: %d cells (must be one for each of %d columns)"
                .formatted(row.size(), columns.size()));
      }
    }
  }

  /** A table without columns and rows. */
  public static Table none() {
    return new Table(List.of(), List.of());
  }

  @Override
  public DomContent html() {
    return div(table(
            thead(tr(each(IntStream.range(0, columns.size()).mapToObj(this::heading)))),
            tbody(each(rows, row -> tr(each(row, Cell::html))))))
        .withClass("table")
        .withTabindex(0)
        .attr("role", "region")
        .attr("aria-label", "Table of " + String.join(", ", columns));
  }

  private DomContent heading(int column) {
    if (holds(Cell.PictureCell.class, column)) {
      return th(columns.get(column)).attr("scope", "col");
    }
    return th(button(columns.get(column)).withType("button"))
        .withClass(holds(Cell.NumberCell.class, column) ? "number" : "words")
        .attr("scope", "col")
        .attr("aria-sort", "none");
  }

  private boolean holds(Class<? extends Cell> kind, int column) {
    return rows.stream().map(row -> row.get(column)).anyMatch(kind::isInstance);
  }
}
