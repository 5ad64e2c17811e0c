package io.github.heatmill.job.input;

import io.github.heatmill.job.input.label.LabelSource;
import io.github.heatmill.job.input.label.LabelledFiles;
import io.github.heatmill.job.input.listing.FileFilter;
import io.github.heatmill.job.input.listing.FoundFiles;
import io.github.heatmill.job.input.listing.ImageListing;
import io.github.heatmill.job.input.listing.ListedFile;
import io.github.heatmill.job.input.match.RowMatches;
import io.github.heatmill.job.input.table.IcebergHistory;
import io.github.heatmill.job.input.table.ImageTable;
import io.github.heatmill.job.input.table.TableChoice;
import io.github.heatmill.udf.shard.SkippedMembers;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The images of a run, found and checked as far as that is possible without Spark. */
public sealed interface ImageSource {

  /** The kinds of data, as the manifest names them. */
  enum Kind {
    FILES("files"),
    /** Files with many images each, which cannot be read again one by one. */
    SHARDS("shards"),
    /** Rows, which cannot be read again one by one either. */
    TABLE("table");

    private final String id;

    Kind(String id) {
      this.id = id;
    }

    /** The name in the manifest. */
    public String id() {
      return id;
    }
  }

  Kind kind();

  /** The places or the table, as the user named them. */
  String description();

  /** All images as they are now: rows of {@link io.github.heatmill.udf.image.InputImage#SCHEMA}. */
  Dataset<Row> images(SparkSession spark, int batch);

  /**
   * Images that are files, or lie in shards.
   *
   * @param places folders, files and globs
   * @param filter the files that are wanted
   * @param labels where the label of each image comes from
   * @param found the files that were listed, with their labels
   * @param named how the rows of a file of labels met the files; empty without such a file
   */
  record Files(
      List<String> places,
      FileFilter filter,
      LabelSource labels,
      FoundFiles found,
      Optional<RowMatches> named)
      implements ImageSource {

    /**
     * Lists the files.
     *
     * @throws IllegalArgumentException naming all places that do not exist
     */
    public static Files list(
        List<String> places, FileFilter filter, LabelSource labels, Configuration hadoop)
        throws IOException {
      return list(places, filter, labels, Long.MAX_VALUE, hadoop);
    }

    /** Lists all files, without labels. */
    public static Files list(List<String> places, Configuration hadoop) throws IOException {
      return list(places, FileFilter.ALL, new LabelSource.None(), hadoop);
    }

    private static Files list(
        List<String> places,
        FileFilter filter,
        LabelSource labels,
        long latest,
        Configuration hadoop)
        throws IOException {
      LabelledFiles files = labels.label(ImageListing.list(places, filter, latest, hadoop));
      return new Files(places, filter, labels, files.found(), files.matches());
    }

    /** Files that are known, without labels. */
    public static Files only(List<ListedFile> files) {
      return new Files(
          List.of(),
          FileFilter.ALL,
          new LabelSource.None(),
          FoundFiles.only(files),
          Optional.empty());
    }

    /** Lists again, without files that changed after a time and may still be written. */
    public Files listedAgain(long latest, Configuration hadoop) throws IOException {
      return list(places, filter, labels, latest, hadoop);
    }

    /**
     * Expects at least one image or shard, and a label of one of them if there are labels.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Files expectSome() {
      if (found.files().isEmpty()) {
        throw new IllegalArgumentException(
            "No images found: " + description() + " (skipped " + found.skipped() + ")");
      }
      if (!found.hasShards()) { // Images in shards may have labels of their own.
        named.ifPresent(RowMatches::expectSome);
      }
      return this;
    }

    /** Only the first of the shards. */
    public Files ofFirstShard() {
      List<ListedFile> first = found.files().stream().filter(ListedFile::isShard).limit(1).toList();
      return only(first);
    }

    @Override
    public Kind kind() {
      return found.hasShards() ? Kind.SHARDS : Kind.FILES;
    }

    @Override
    public String description() {
      return String.join(" ", places);
    }

    @Override
    public Dataset<Row> images(SparkSession spark, int batch) {
      return inputs(spark, batch).of(found.files());
    }

    /**
     * Prepares rows of images for some of these files.
     *
     * @param batch images in one forward pass
     */
    public InputImages inputs(SparkSession spark, int batch) {
      return new InputImages(
          spark, batch, labels.inShards(), SkippedMembers.of(spark.sparkContext()));
    }
  }

  /**
   * Images that are rows of a table.
   *
   * @param choice the table and its columns
   */
  record Table(TableChoice choice) implements ImageSource {
    /** The size of a stream's piece in files: enough for all cores, and not too many pieces. */
    private static final int FILES_PER_CORE = 2;

    private static final int MOST_PIECES = 200;

    @Override
    public Kind kind() {
      return Kind.TABLE;
    }

    @Override
    public String description() {
      return choice.text();
    }

    @Override
    public Dataset<Row> images(SparkSession spark, int batch) {
      return ImageTable.read(spark, choice);
    }

    /** The table's history, if it is a table of Iceberg. */
    public Optional<IcebergHistory> history(SparkSession spark) {
      return IcebergHistory.of(spark, choice);
    }

    /** The same images in pieces; empty where Spark cannot tell which rows it has read before. */
    public Optional<Dataset<Row>> stream(SparkSession spark) {
      int cores = spark.sparkContext().defaultParallelism();
      int files = ImageTable.read(spark, choice).inputFiles().length;
      int piece = Math.max(cores * FILES_PER_CORE, files / MOST_PIECES);
      return ImageTable.stream(spark, choice, piece);
    }
  }
}
