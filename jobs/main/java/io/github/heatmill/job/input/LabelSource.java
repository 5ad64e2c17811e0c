package io.github.heatmill.job.input;

import static java.util.stream.Collectors.joining;

import io.github.heatmill.udf.annotation.PathSuffixes;
import io.github.heatmill.udf.batch.ImageReader;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** The source of the label of each image. */
public sealed interface LabelSource {

  /** The label of a file, if there is one. */
  Optional<String> labelOf(Path image);

  /** The source as a user names it. */
  String description();

  /**
   * Opens a source.
   *
   * @param name {@code folder}, {@code folder:number}, {@code folder:text}, or a CSV file; empty
   *     for no labels
   */
  static LabelSource of(Optional<String> name, Configuration hadoop) throws IOException {
    if (name.isEmpty()) {
      return new None();
    }
    String source = name.get();
    if (source.equals(Folder.NAME)) {
      return new Folder(Optional.empty());
    }
    for (FolderOrder order : FolderOrder.values()) {
      if (source.equals(Folder.NAME + ":" + order.id())) {
        return new Folder(Optional.of(order));
      }
    }
    return Csv.read(new Path(source), hadoop);
  }

  /** Whether no image has a label. */
  default boolean isEmpty() {
    return false;
  }

  /** No image has a label. */
  record None() implements LabelSource {
    @Override
    public boolean isEmpty() {
      return true;
    }

    @Override
    public String description() {
      return "none";
    }

    @Override
    public Optional<String> labelOf(Path image) {
      return Optional.empty();
    }
  }

  /**
   * The label is the name of the folder in which the image lies.
   *
   * @param order the order of the classes, if the user says which
   */
  record Folder(Optional<FolderOrder> order) implements LabelSource {
    private static final String NAME = "folder";

    @Override
    public String description() {
      return order.map(each -> NAME + ":" + each.id()).orElse(NAME);
    }

    @Override
    public Optional<String> labelOf(Path image) {
      return Optional.of(image.getParent().getName());
    }
  }

  /**
   * A CSV file with a header and one row for each image, or one for each label of an image. An
   * empty cell says that an image has no label.
   *
   * @param description the file
   * @param labels by image: its URI, or the end of it, such as {@code cats/1.jpg} or {@code 1.jpg};
   *     several labels are joined as in {@code cat|dog}, and null stands for none
   */
  record Csv(String description, Map<String, String> labels) implements LabelSource {
    private static final List<String> LABEL_COLUMNS = List.of("label", "class");

    static Csv read(Path file, Configuration hadoop) throws IOException {
      if (!file.getFileSystem(hadoop).exists(file)) {
        throw new IllegalArgumentException(
            "Missing labels: "
                + file
                + " (must be folder, folder:number, folder:text or a CSV file)");
      }
      return CsvTable.read(
          CsvTable.Content.LABELS, file, hadoop, table -> read(file.toString(), table));
    }

    private static Csv read(String file, CsvTable table) {
      int image = table.column(CsvTable.IMAGE_COLUMNS);
      int label = table.column(LABEL_COLUMNS);
      Map<String, String> labels = new HashMap<>();
      for (Optional<String[]> row = table.next(); row.isPresent(); row = table.next()) {
        if (row.get().length <= Math.max(image, label)) {
          throw table.invalid("has a short row: " + String.join(",", row.get()));
        }
        String earlier = labels.get(row.get()[image]);
        labels.put(row.get()[image], both(earlier, row.get()[label]));
      }
      return new Csv(file, labels);
    }

    /** The labels of two rows, each of them once; null if neither row has any. */
    private static String both(String earlier, String more) {
      if (earlier == null || more == null || earlier.equals(more)) {
        return earlier == null ? more : earlier;
      }
      return Stream.of(earlier, more)
          .flatMap(ImageReader::labels)
          .distinct()
          .collect(joining(ImageReader.SEPARATOR));
    }

    /**
     * Looks for the longest end of the path that is in the file, so that equal names in different
     * folders stay apart.
     */
    @Override
    public Optional<String> labelOf(Path image) {
      return PathSuffixes.of(image.toString())
          .filter(labels::containsKey)
          .findFirst()
          .map(labels::get);
    }
  }
}
