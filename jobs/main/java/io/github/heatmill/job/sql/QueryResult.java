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
 * What a query gave, as text. Nothing is cut off, but binary values, which are heatmaps and
 * pictures, appear as their size alone.
 *
 * @param columns their names
 * @param rows one text for each column
 * @param whole false if there are more rows
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

  /** Columns of a query may share a name, so they get others. */
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

  /** Ends with a line break, or is empty where there are no columns, as of commands. */
  String text() {
    if (columns.isEmpty()) {
      return "";
    }
    return (isProse() ? prose() : table())
        + (whole ? "" : "only showing top " + MOST_ROWS + " rows; add a LIMIT, or write a table\n");
  }

  /** A single column of lines, as EXPLAIN and DESCRIBE FUNCTION give, is read as it is. */
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
