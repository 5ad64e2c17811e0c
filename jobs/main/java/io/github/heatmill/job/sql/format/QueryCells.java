package io.github.heatmill.job.sql.format;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.Iterator;
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
 * @param texts the query with all values as text
 */
record QueryCells(List<String> columns, Dataset<Row> texts) {

  /** Prepares a query. */
  static QueryCells of(Dataset<Row> query) {
    return new QueryCells(List.of(query.columns()), texts(query));
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

  /** The first rows; a cell without a value is null. */
  List<List<String>> first(int most) {
    return texts.takeAsList(most).stream().map(QueryCells::cells).toList();
  }

  /** All rows, of which one part at a time is in memory. */
  Iterator<Row> all() {
    return texts.toLocalIterator();
  }

  /** The values of a row; null without a value. */
  static List<String> cells(Row row) {
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < row.size(); i++) {
      cells.add(row.getString(i));
    }
    return cells;
  }

  /** A text on one line. */
  static String oneLine(String text) {
    return text.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t");
  }
}
