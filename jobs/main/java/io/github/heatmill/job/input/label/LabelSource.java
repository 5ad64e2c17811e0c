package io.github.heatmill.job.input.label;

import static java.util.stream.Collectors.joining;

import io.github.heatmill.job.csv.CsvTable;
import io.github.heatmill.job.input.listing.FoundFiles;
import io.github.heatmill.job.input.listing.ListedFile;
import io.github.heatmill.job.input.match.NamedRows;
import io.github.heatmill.job.input.match.NamedRows.Named;
import io.github.heatmill.job.input.match.RowMatches;
import io.github.heatmill.udf.batch.ImageReader;
import io.github.heatmill.udf.image.ShardImages;
import io.github.heatmill.udf.match.NameRule;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** The source of the label of each image. */
public sealed interface LabelSource {

  /**
   * Gives each file its label, if it has one.
   *
   * @throws IllegalArgumentException if a label may mean several files
   */
  LabelledFiles label(FoundFiles found);

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

  /** The labels of images in tar files whose samples have none. */
  default ShardImages.Labels inShards() {
    return ShardImages.Labels.OF_SHARD;
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
    public LabelledFiles label(FoundFiles found) {
      return new LabelledFiles(found, Optional.empty());
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
    public ShardImages.Labels inShards() {
      return ShardImages.Labels.OF_FOLDER;
    }

    @Override
    public LabelledFiles label(FoundFiles found) {
      List<ListedFile> files =
          found.files().stream().map(file -> file.labelled(Optional.of(file.folder()))).toList();
      return new LabelledFiles(new FoundFiles(files, found.skipped()), Optional.empty());
    }
  }

  /**
   * A CSV file with a column for the image and one for its label. An image is named by the end of
   * its path, as {@link NameRule} says. Several rows of an image are its labels.
   *
   * @param description the file
   * @param rows the names of images, each with the label
   */
  record Csv(String description, NamedRows rows) implements LabelSource {
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
      NamedRows rows = new NamedRows(file);
      for (Optional<String[]> row = table.next(); row.isPresent(); row = table.next()) {
        String[] cells = row.get();
        if (cells.length <= Math.max(image, label)) {
          throw table.invalid("has a short row: " + String.join(",", cells));
        }
        if (cells[image] == null) {
          throw table.invalid("line " + table.line() + " names no image (must be its path)");
        }
        Named named = rows.add(cells[image]);
        if (cells[label] != null) {
          named.say(both(named.value(), cells[label]));
        }
      }
      return new Csv(file, rows);
    }

    private static String both(Optional<String> earlier, String more) {
      return earlier
          .filter(text -> !text.equals(more))
          .map(
              text ->
                  Stream.of(text, more)
                      .flatMap(ImageReader::labels)
                      .distinct()
                      .collect(joining(ImageReader.SEPARATOR)))
          .orElse(more);
    }

    @Override
    public LabelledFiles label(FoundFiles found) {
      List<String> images = found.files().stream().map(ListedFile::uri).toList();
      RowMatches matches = rows.match(images);
      List<ListedFile> files =
          found.files().stream()
              .map(file -> file.labelled(rows.find(file.uri()).flatMap(Named::value)))
              .toList();
      return new LabelledFiles(new FoundFiles(files, found.skipped()), Optional.of(matches));
    }
  }
}
