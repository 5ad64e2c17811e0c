package io.github.heatmill.job.csv;

import com.univocity.parsers.common.TextParsingException;
import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import io.github.heatmill.udf.image.HadoopFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * A CSV file with a header, read row by row by univocity, the parser of Spark. Cells are separated
 * by commas, semicolons, tabs or vertical bars; the encoding is UTF-8 or UTF-16. Blank lines do not
 * count.
 *
 * <p>Commons CSV does not serve: it limits no cell, so a binary file would fill the memory; it
 * keeps byte order marks; and it needs a later commons-io than Spark 3.5 has.
 */
public final class CsvTable {
  /** The possible names of the column with the image. */
  public static final List<String> IMAGE_COLUMNS = List.of("image", "path", "file", "filename");

  private static final int MOST_COLUMNS = 1 << 14;

  private final Content content;
  private final Path file;
  private final CsvParser parser;
  private final String[] header;

  /** The content of a file, with a limit of a cell's length beyond which the file is no CSV. */
  public enum Content {
    LABELS(1 << 12),
    /** All boxes of an image may stand in one cell. */
    ANNOTATIONS(1 << 20),
    /** All numbers of an embedding may stand in one cell, or each in its own. */
    REFERENCES(1 << 20);

    private final int longestCell;

    Content(int longestCell) {
      this.longestCell = longestCell;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private CsvTable(Content content, Path file, CsvParser parser) {
    this.content = content;
    this.file = file;
    this.parser = parser;
    this.header = next().orElse(new String[0]);
  }

  /** Reads a table while it is open. */
  @FunctionalInterface
  public interface Reading<T> {
    T read(CsvTable table) throws IOException;
  }

  /**
   * Opens a file, reads it and closes it.
   *
   * @throws IllegalArgumentException if it is no CSV
   */
  public static <T> T read(Content content, Path file, Configuration hadoop, Reading<T> reading)
      throws IOException {
    try (InputStream in = HadoopFiles.open(file, hadoop)) {
      byte[] start = in.readNBytes(CsvForm.START_BYTES);
      CsvForm form =
          CsvForm.of(start)
              .orElseThrow(
                  () -> invalid(content, file, "is neither UTF-8 nor UTF-16 (save it as UTF-8)"));
      return read(
          content,
          file,
          form,
          new SequenceInputStream(new ByteArrayInputStream(start), in),
          reading);
    }
  }

  private static <T> T read(
      Content content, Path file, CsvForm form, InputStream in, Reading<T> reading)
      throws IOException {
    CsvParser parser = new CsvParser(settings(content, form));
    try {
      parser.beginParsing(in, form.encoding());
      return reading.read(new CsvTable(content, file, parser));
    } catch (TextParsingException e) {
      throw new IllegalArgumentException(
          "Invalid "
              + content
              + ": "
              + file
              + " is no CSV from line "
              + (e.getLineIndex() + 1)
              + " on",
          e);
    } finally {
      parser.stopParsing();
    }
  }

  private static CsvParserSettings settings(Content content, CsvForm form) {
    CsvParserSettings settings = new CsvParserSettings();
    settings.setLineSeparatorDetectionEnabled(true);
    settings.setReadInputOnSeparateThread(false);
    settings.setMaxCharsPerColumn(content.longestCell);
    settings.setMaxColumns(MOST_COLUMNS);
    settings.getFormat().setDelimiter(form.separator());
    settings.getFormat().setComment('\0'); // The name of an image may begin with #.
    return settings;
  }

  /** The next row that is not blank; empty cells are null. */
  public Optional<String[]> next() {
    String[] row = parser.parseNext();
    while (row != null && Arrays.stream(row).allMatch(Objects::isNull)) {
      row = parser.parseNext();
    }
    return Optional.ofNullable(row);
  }

  /** The index of the first column with one of these names, in upper or lower case. */
  public Optional<Integer> find(List<String> names) {
    for (int i = 0; i < header.length; i++) {
      if (header[i] != null && names.contains(header[i].toLowerCase(Locale.ROOT))) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }

  /**
   * As {@link #find}.
   *
   * @throws IllegalArgumentException if there is none
   */
  public int column(List<String> names) {
    return find(names).orElseThrow(() -> invalid("has no column " + String.join(" or ", names)));
  }

  /** The number of the line at which the last row ends, counted from 1. */
  public long line() {
    return parser.getContext().currentLine();
  }

  /** A problem of this file. */
  public IllegalArgumentException invalid(String problem) {
    return invalid(content, file, problem);
  }

  private static IllegalArgumentException invalid(Content content, Path file, String problem) {
    return new IllegalArgumentException("Invalid " + content + ": " + file + " " + problem);
  }
}
