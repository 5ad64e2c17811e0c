package io.github.heatmill.job.sql.format;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A JSON array with one object for each row, on a line of its own. Binary values are in Base64, and
 * missing values are {@code null}. The second of two columns of one name gets {@code _2}.
 */
final class JsonFormat implements QueryFormat {
  @Override
  public String id() {
    return "json";
  }

  @Override
  public boolean isForPrograms() {
    return true;
  }

  @Override
  public void write(Dataset<Row> query, int most, Appendable out) throws IOException {
    Dataset<Row> named = query.toDF(distinct(query.columns()).toArray(String[]::new));
    Column[] columns =
        List.of(named.columns()).stream()
            .map(name -> col("`" + name.replace("`", "``") + "`"))
            .toArray(Column[]::new);
    Iterator<Row> rows =
        named
            .select(to_json(struct(columns), Map.of("ignoreNullFields", "false")))
            .toLocalIterator();
    out.append('[');
    for (int written = 0; rows.hasNext() && written < most; written++) {
      out.append(written == 0 ? "\n" : ",\n").append(rows.next().getString(0));
    }
    out.append("\n]\n");
  }

  private static List<String> distinct(String[] names) {
    List<String> distinct = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (String name : names) {
      String candidate = name;
      for (int i = 2; !taken.add(candidate); i++) {
        candidate = name + "_" + i;
      }
      distinct.add(candidate);
    }
    return distinct;
  }
}
