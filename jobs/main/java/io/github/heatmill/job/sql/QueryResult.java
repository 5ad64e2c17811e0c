package io.github.heatmill.job.sql;

import static java.util.stream.Collectors.joining;
import static org.apache.spark.sql.functions.col;

import io.github.heatmill.job.console.AlignedTable;
import io.github.heatmill.job.console.AlignedTable.Align;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;

/**
 * The result of a query as text. Values are not shortened, except binary values (heat maps and
 * pictures), of which only the size is shown.
 *
 * @param columns the names of the columns
 * @param rows the values as text
 * @param whole whether these are all rows
 */
record QueryResult(List<String> columns, List<List<String>> rows, boolean whole) {
  static final int MOST_ROWS = 1000;
  private static final String NULL = "NULL";

  /** Runs a query. */
  static QueryResult of(Dataset<Row> query) {
    List<String> columns = List.of(query.columns());
    List<Row> found = texts(query).takeAsList(MOST_ROWS + 1);
    List<List<String>> rows =
        found.stream().limit(MOST_ROWS).map(row -> cells(row, columns.size())).toList();
    return new QueryResult(columns, rows, found.size() <= MOST_ROWS);
  }

  /** Casts all values to text. Columns are renamed first, since some may have the same name. */
  private static Dataset<Row> texts(Dataset<Row> query) {
    StructField[] fields = query.schema().fields();
    String[] names =
        IntStream.range(0, fields.length).mapToObj(i -> "c" + i).toArray(String[]::new);
    Column[] texts =
        IntStream.range(0, fields.length)
            .mapToObj(i -> ShortBinary.of(col(names[i]), fields[i].dataType()).cast("string"))
            .toArray(Column[]::new);
    return query.toDF(names).select(texts);
  }

  private static List<String> cells(Row row, int size) {
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      cells.add(row.isNullAt(i) ? NULL : row.getString(i));
    }
    return cells;
  }

  /** The table with a line break at its end; empty for statements without columns. */
  String text() {
    if (columns.isEmpty()) {
      return "";
    }
    return (isProse() ? prose() : table())
        + (whole ? "" : "only showing top " + MOST_ROWS + " rows; add a LIMIT, or write a table\n");
  }

  /**
   * Whether the result is a single column of several lines, as of EXPLAIN and DESCRIBE FUNCTION.
   */
  private boolean isProse() {
    return columns.size() == 1 && rows.stream().anyMatch(row -> row.get(0).contains("\n"));
  }

  private String prose() {
    return rows.stream().map(row -> row.get(0).stripTrailing() + "\n").collect(joining());
  }

  private String table() {
    List<List<String>> cells =
        rows.stream().map(row -> row.stream().map(QueryResult::oneLine).toList()).toList();
    AlignedTable table =
        new AlignedTable(
            columns.stream()
                .map(name -> new AlignedTable.Column(oneLine(name), Align.LEFT))
                .toList(),
            cells);
    return table.framed().stream().map(line -> line + "\n").collect(joining());
  }

  private static String oneLine(String text) {
    return text.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t");
  }
}
