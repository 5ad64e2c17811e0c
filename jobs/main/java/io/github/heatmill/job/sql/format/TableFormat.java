package io.github.heatmill.job.sql.format;

import static java.util.stream.Collectors.joining;

import io.github.heatmill.job.console.AlignedTable;
import io.github.heatmill.job.console.AlignedTable.Align;
import java.io.IOException;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A framed table for the terminal, whose columns are as wide as their longest cells. */
final class TableFormat implements QueryFormat {
  private static final String NULL = "NULL";

  @Override
  public String id() {
    return "table";
  }

  @Override
  public boolean isForPrograms() {
    return false;
  }

  @Override
  public void write(Dataset<Row> query, int most, Appendable out) throws IOException {
    QueryCells cells = QueryCells.of(query);
    // Widths are known only when all rows are.
    List<List<String>> rows = cells.first(most == Integer.MAX_VALUE ? most : most + 1);
    List<List<String>> shown = rows.stream().limit(most).map(TableFormat::shown).toList();
    out.append(isProse(cells.columns(), shown) ? prose(shown) : table(cells.columns(), shown));
    if (rows.size() > most) {
      out.append(
          "only showing top %d rows; add a LIMIT, write a table, or use --output or --format csv%n"
              .formatted(most));
    }
  }

  private static List<String> shown(List<String> row) {
    return row.stream().map(cell -> cell == null ? NULL : cell).toList();
  }

  /**
   * Whether the result is a single column of several lines, as of EXPLAIN and DESCRIBE FUNCTION.
   */
  private static boolean isProse(List<String> columns, List<List<String>> rows) {
    return columns.size() == 1 && rows.stream().anyMatch(row -> row.get(0).contains("\n"));
  }

  private static String prose(List<List<String>> rows) {
    return rows.stream().map(row -> row.get(0).stripTrailing() + "\n").collect(joining());
  }

  private static String table(List<String> columns, List<List<String>> rows) {
    List<List<String>> cells =
        rows.stream().map(row -> row.stream().map(QueryCells::oneLine).toList()).toList();
    AlignedTable table =
        new AlignedTable(
            columns.stream()
                .map(name -> new AlignedTable.Column(QueryCells.oneLine(name), Align.LEFT))
                .toList(),
            cells);
    return table.framed().stream().map(line -> line + "\n").collect(joining());
  }
}
