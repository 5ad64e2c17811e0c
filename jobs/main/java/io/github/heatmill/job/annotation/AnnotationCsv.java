package io.github.heatmill.job.annotation;

import io.github.heatmill.image.Size;
import io.github.heatmill.job.csv.CsvTable;
import io.github.heatmill.job.problem.Problems;
import io.github.heatmill.truth.AnnotatedObject;
import io.github.heatmill.truth.AnnotatedObject.Kind;
import io.github.heatmill.truth.Box;
import io.github.heatmill.truth.format.ImageNetBoxes;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * Reads boxes from a CSV file with a header and one object in each row. Columns: {@code image} (or
 * path, file, filename), {@code label} (or class) if objects have one, and {@code x, y, width,
 * height} or {@code xmin, ymin, xmax, ymax}, in continuous pixels from 0. If the file has corners,
 * {@code width} and {@code height} are the size of the image. A row with an empty box says that its
 * image has no object.
 *
 * <p>A file with the columns {@code ImageId} and {@code PredictionString} is read as {@link
 * ImageNetBoxes}.
 */
final class AnnotationCsv {
  private static final List<String> LABELS = List.of("label", "class");
  private static final List<String> SIZE = List.of("width", "height");
  private static final List<String> SIDES = List.of("x", "y", "width", "height");
  private static final List<String> CORNERS = List.of("xmin", "ymin", "xmax", "ymax");

  private final CsvTable table;
  private final NamedIndex index;
  private final BadEntries bad;

  private AnnotationCsv(CsvTable table, NamedIndex index, BadEntries bad) {
    this.table = table;
    this.index = index;
    this.bad = bad;
  }

  /**
   * Copies a file into an index; problems of rows are collected.
   *
   * @throws IllegalArgumentException if it is no CSV, or has no such columns
   */
  static void read(Path file, Configuration hadoop, NamedIndex index, Problems problems)
      throws IOException {
    BadEntries bad = new BadEntries(file.toString(), problems);
    CsvTable.read(
        CsvTable.Content.ANNOTATIONS,
        file,
        hadoop,
        table -> {
          new AnnotationCsv(table, index, bad).read();
          return true;
        });
    bad.end();
  }

  private void read() throws IOException {
    Optional<Integer> predictions = table.find(List.of("predictionstring"));
    if (predictions.isPresent()) {
      int image = table.column(List.of("imageid"));
      addAll(image, row -> addPredictions(row[image], cell(row, predictions.get())));
      return;
    }
    int image = table.column(CsvTable.IMAGE_COLUMNS);
    Columns columns = columns();
    addAll(image, row -> addBox(row[image], row, columns));
  }

  /** Uses a row. */
  @FunctionalInterface
  private interface RowAction {
    void accept(String[] row) throws IOException;
  }

  private void addAll(int image, RowAction action) throws IOException {
    for (Optional<String[]> row = table.next(); row.isPresent(); row = table.next()) {
      try {
        if (cell(row.get(), image).isEmpty()) {
          throw new IllegalArgumentException("the image has no name");
        }
        action.accept(row.get());
      } catch (IllegalArgumentException e) {
        bad.add("line " + table.line(), e.getMessage());
      }
    }
  }

  /** An image without boxes is annotated, too. */
  private void addPredictions(String image, String boxes) throws IOException {
    index.image(image, null, "");
    for (AnnotatedObject object : ImageNetBoxes.parse(boxes)) {
      index.object(image, object);
    }
  }

  /**
   * The columns of a box.
   *
   * @param box four columns
   * @param sides whether they are a corner and two sides, not two corners
   * @param size two columns with the size of the image; empty when there are none
   */
  private record Columns(int[] box, boolean sides, Optional<int[]> size, Optional<Integer> label) {}

  private Columns columns() {
    Optional<Integer> label = table.find(LABELS);
    Optional<int[]> sides = all(SIDES);
    Optional<int[]> corners = all(CORNERS);
    if (sides.isEmpty() && corners.isEmpty()) {
      throw table.invalid(
          "has no box (must have the columns "
              + String.join(", ", SIDES)
              + " or "
              + String.join(", ", CORNERS)
              + ")");
    }
    return sides.isPresent()
        ? new Columns(sides.get(), true, Optional.empty(), label)
        : new Columns(corners.get(), false, all(SIZE), label);
  }

  private Optional<int[]> all(List<String> names) {
    int[] found =
        names.stream()
            .flatMap(name -> table.find(List.of(name)).stream())
            .mapToInt(Integer::intValue)
            .toArray();
    return found.length == names.size() ? Optional.of(found) : Optional.empty();
  }

  private void addBox(String image, String[] row, Columns columns) throws IOException {
    boolean empty = IntStream.of(columns.box).allMatch(column -> cell(row, column).isEmpty());
    Optional<Size> size = columns.size.flatMap(two -> size(row, two));
    if (empty || size.isPresent()) {
      index.image(image, size.orElse(null), "");
    }
    if (!empty) {
      double[] box = IntStream.of(columns.box).mapToDouble(column -> number(row, column)).toArray();
      Box outline =
          columns.sides
              ? new Box(box[0], box[1], box[2], box[3])
              : Box.between(box[0], box[1], box[2], box[3]);
      String label = columns.label.map(column -> cell(row, column)).orElse("");
      index.object(image, new AnnotatedObject(label, outline, Kind.NORMAL));
    }
  }

  private static Optional<Size> size(String[] row, int[] columns) {
    return Arrays.stream(columns).anyMatch(column -> cell(row, column).isEmpty())
        ? Optional.empty()
        : Optional.of(new Size((int) number(row, columns[0]), (int) number(row, columns[1])));
  }

  private static double number(String[] row, int column) {
    String text = cell(row, column);
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "Invalid number: " + (text.isEmpty() ? "missing" : text) + " (must be a number)", e);
    }
  }

  private static String cell(String[] row, int column) {
    return column < row.length && row[column] != null ? row[column] : "";
  }
}
