package io.github.heatmill.job;

import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** What a dataset says its images show. */
sealed interface LabelSource {

  /** The label of a file; null when there is none. */
  String labelOf(Path image);

  /** Reads what {@code --labels} names: nothing, {@code folder}, or a CSV file. */
  static LabelSource of(String option, Configuration hadoop) throws IOException {
    if (option == null) {
      return new None();
    }
    return option.equals("folder") ? new Folder() : Csv.read(new Path(option), hadoop);
  }

  /** Nothing is known. */
  record None() implements LabelSource {
    @Override
    public String labelOf(Path image) {
      return null;
    }
  }

  /** The name of the folder in which the image lies. */
  record Folder() implements LabelSource {
    @Override
    public String labelOf(Path image) {
      return image.getParent().getName();
    }
  }

  /**
   * A table with a header, one image a row.
   *
   * @param labels by image: its URI, or the end of it, such as {@code cats/1.jpg} or {@code 1.jpg}
   */
  record Csv(Map<String, String> labels) implements LabelSource {
    private static final List<String> IMAGE_COLUMNS = List.of("image", "path", "file", "filename");
    private static final List<String> LABEL_COLUMNS = List.of("label", "class");

    static Csv read(Path file, Configuration hadoop) throws IOException {
      if (!file.getFileSystem(hadoop).exists(file)) {
        throw new IllegalArgumentException(
            "Missing labels: " + file + " (must be folder or a CSV file)");
      }
      CsvParserSettings settings = new CsvParserSettings();
      settings.setLineSeparatorDetectionEnabled(true);
      CsvParser parser = new CsvParser(settings);
      try (InputStream in = file.getFileSystem(hadoop).open(file)) {
        parser.beginParsing(in);
        String[] header = parser.parseNext();
        int image = column(file, header, IMAGE_COLUMNS);
        int label = column(file, header, LABEL_COLUMNS);
        Map<String, String> labels = new HashMap<>();
        for (String[] row = parser.parseNext(); row != null; row = parser.parseNext()) {
          labels.put(row[image], row[label]);
        }
        return new Csv(labels);
      } finally {
        parser.stopParsing();
      }
    }

    private static int column(Path file, String[] header, List<String> names) {
      for (int i = 0; header != null && i < header.length; i++) {
        if (header[i] != null && names.contains(header[i].toLowerCase(Locale.ROOT))) {
          return i;
        }
      }
      throw new IllegalArgumentException(
          "Invalid labels: " + file + " has no column " + String.join(" or ", names));
    }

    /**
     * The longest end of the path that the table knows, so that equal names in different folders
     * stay apart.
     */
    @Override
    public String labelOf(Path image) {
      String rest = image.toString();
      while (!labels.containsKey(rest) && rest.contains("/")) {
        rest = rest.substring(rest.indexOf('/') + 1);
      }
      return labels.get(rest);
    }
  }
}
