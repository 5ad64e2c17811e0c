package io.github.heatmill.job.sql.format;

import com.univocity.parsers.csv.CsvWriter;
import com.univocity.parsers.csv.CsvWriterSettings;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Comma-separated values with a header (RFC 4180). A missing value is an empty cell, and an empty
 * text is {@code ""}.
 */
final class CsvFormat implements QueryFormat {
  @Override
  public String id() {
    return "csv";
  }

  @Override
  public boolean isForPrograms() {
    return true;
  }

  @Override
  public void write(Dataset<Row> query, int most, Appendable out) throws IOException {
    QueryCells cells = QueryCells.of(query);
    CsvWriterSettings settings = new CsvWriterSettings();
    settings.setNullValue("");
    settings.setEmptyValue("\"\"");
    settings.setQuoteEscapingEnabled(true);
    settings.setNormalizeLineEndingsWithinQuotes(false);
    settings.setIgnoreLeadingWhitespaces(false);
    settings.setIgnoreTrailingWhitespaces(false);
    settings.setMaxCharsPerColumn(-1);
    settings.getFormat().setLineSeparator("\n");
    settings.getFormat().setQuoteEscape('"');
    CsvWriter lines = new CsvWriter(new StringWriter(), settings);
    out.append(line(lines, cells.columns()));
    Iterator<Row> rows = cells.all();
    for (int written = 0; rows.hasNext() && written < most; written++) {
      out.append(line(lines, QueryCells.cells(rows.next())));
    }
  }

  private static String line(CsvWriter lines, List<String> cells) {
    return lines.writeRowToString(cells.toArray(Object[]::new)) + "\n";
  }
}
