package io.github.heatmill.job.sql.format;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A table of Markdown. */
final class MarkdownFormat implements QueryFormat {
  static final String ID = "markdown";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public boolean isForPrograms() {
    return false;
  }

  @Override
  public void write(Dataset<Row> query, int most, Appendable out) throws IOException {
    QueryCells cells = QueryCells.of(query);
    out.append(line(cells.columns()));
    out.append(line(Collections.nCopies(cells.columns().size(), "---")));
    List<List<String>> rows = cells.first(most == Integer.MAX_VALUE ? most : most + 1);
    for (List<String> row : rows.subList(0, Math.min(most, rows.size()))) {
      out.append(line(row));
    }
    if (rows.size() > most) {
      out.append("\nThe first %d rows.\n".formatted(most));
    }
  }

  private static String line(List<String> cells) {
    return cells.stream().map(MarkdownFormat::cell).collect(joining(" | ", "| ", " |\n"));
  }

  private static String cell(String text) {
    return text == null
        ? ""
        : text.replace("\\", "\\\\")
            .replace("|", "\\|")
            .replace("<", "&lt;")
            .replaceAll("\\R", "<br>");
  }
}
