package io.github.heatmill.job.input;

import io.github.heatmill.udf.annotation.PathSuffixes;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** What a dataset says its images show. */
public sealed interface LabelSource {

  /** The label of a file; null when there is none. */
  String labelOf(Path image);

  /** How a user names it. */
  String description();

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
    public String description() {
      return "none";
    }

    @Override
    public String labelOf(Path image) {
      return null;
    }
  }

  /** The name of the folder in which the image lies. */
  record Folder() implements LabelSource {
    @Override
    public String description() {
      return "folder";
    }

    @Override
    public String labelOf(Path image) {
      return image.getParent().getName();
    }
  }

  /**
   * A table with a header, one image a row.
   *
   * @param description the file
   * @param labels by image: its URI, or the end of it, such as {@code cats/1.jpg} or {@code 1.jpg}
   */
  record Csv(String description, Map<String, String> labels) implements LabelSource {
    private static final List<String> LABEL_COLUMNS = List.of("label", "class");

    static Csv read(Path file, Configuration hadoop) throws IOException {
      if (!file.getFileSystem(hadoop).exists(file)) {
        throw new IllegalArgumentException(
            "Missing labels: " + file + " (must be folder or a CSV file)");
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
        labels.put(row.get()[image], row.get()[label]);
      }
      return new Csv(file, labels);
    }

    /**
     * The longest end of the path that the table knows, so that equal names in different folders
     * stay apart.
     */
    @Override
    public String labelOf(Path image) {
      return PathSuffixes.of(image.toString())
          .filter(labels::containsKey)
          .findFirst()
          .map(labels::get)
          .orElse(null);
    }
  }
}
