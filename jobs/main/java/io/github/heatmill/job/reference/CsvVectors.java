package io.github.heatmill.job.reference;

import io.github.heatmill.job.csv.CsvTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * Reads embeddings from a CSV file with a header: one column with a name, which may be missing, and
 * either the column {@code embedding} with all numbers, or one column for each number.
 */
final class CsvVectors {
  /** The possible names of the column with the name of a reference. */
  static final List<String> NAMES = List.of("name", "label", "class", "image", "id");

  /** The possible names of the column with all numbers. */
  static final List<String> VECTORS = List.of("embedding", "vector", "features");

  private CsvVectors() {}

  static List<ReferenceVector> read(Path file, Configuration hadoop) throws IOException {
    return CsvTable.read(CsvTable.Content.REFERENCES, file, hadoop, CsvVectors::rows);
  }

  private static List<ReferenceVector> rows(CsvTable table) {
    Optional<Integer> name = table.find(NAMES);
    Optional<Integer> vector = table.find(VECTORS);
    List<ReferenceVector> rows = new ArrayList<>();
    for (Optional<String[]> row = table.next(); row.isPresent(); row = table.next()) {
      String[] cells = row.get();
      List<Float> numbers = new ArrayList<>();
      if (vector.isPresent()) {
        String all = cells[vector.get()] == null ? "" : cells[vector.get()];
        for (String number : all.replaceAll("[\\[\\](){}]", " ").strip().split("[\\s,;]+")) {
          numbers.add(number(number, table));
        }
      } else {
        for (int i = 0; i < cells.length; i++) {
          if (name.isEmpty() || name.get() != i) {
            numbers.add(number(cells[i], table));
          }
        }
      }
      rows.add(
          new ReferenceVector(
              name.map(column -> cells[column]).orElse(Integer.toString(rows.size())), numbers));
    }
    return rows;
  }

  private static float number(String text, CsvTable table) {
    try {
      return Float.parseFloat(text);
    } catch (NumberFormatException | NullPointerException e) {
      throw table.invalid(
          "has "
              + (text == null || text.isEmpty() ? "an empty cell" : text)
              + " in line "
              + table.line()
              + " (must be a number; a name stands in a column called "
              + String.join(", ", NAMES)
              + ")");
    }
  }
}
