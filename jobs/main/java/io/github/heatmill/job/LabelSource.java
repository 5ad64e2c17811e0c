package io.github.heatmill.job;

import com.univocity.parsers.common.TextParsingException;
import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Iterator;
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
      try (InputStream in = file.getFileSystem(hadoop).open(file)) {
        return read(file, new CsvParser(settings()).iterate(in, StandardCharsets.UTF_8).iterator());
      } catch (TextParsingException e) {
        throw new IllegalArgumentException(
            "Invalid labels: " + file + " is no CSV from line " + (e.getLineIndex() + 1) + " on",
            e);
      }
    }

    private static Csv read(Path file, Iterator<String[]> rows) {
      String[] header = rows.hasNext() ? rows.next() : new String[0];
      int image = column(file, header, IMAGE_COLUMNS);
      int label = column(file, header, LABEL_COLUMNS);
      Map<String, String> labels = new HashMap<>();
      while (rows.hasNext()) {
        String[] row = rows.next();
        if (row.length <= Math.max(image, label)) {
          throw new IllegalArgumentException(
              "Invalid labels: " + file + " has a short row: " + String.join(",", row));
        }
        labels.put(row[image], row[label]);
      }
      return new Csv(labels);
    }

    private static CsvParserSettings settings() {
      CsvParserSettings settings = new CsvParserSettings();
      settings.setLineSeparatorDetectionEnabled(true);
      settings.setReadInputOnSeparateThread(false);
      settings.getFormat().setComment('\0'); // The name of an image may begin with #.
      return settings;
    }

    private static int column(Path file, String[] header, List<String> names) {
      for (int i = 0; i < header.length; i++) {
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
