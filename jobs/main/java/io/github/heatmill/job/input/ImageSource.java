package io.github.heatmill.job.input;

import io.github.heatmill.job.input.table.IcebergHistory;
import io.github.heatmill.job.input.table.ImageTable;
import io.github.heatmill.job.input.table.TableChoice;
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
   * @param labels where the label of each image comes from
   * @param found the files that were listed
   */
  record Files(List<String> places, LabelSource labels, FoundFiles found) implements ImageSource {

    /**
     * Lists the files.
     *
     * @throws IllegalArgumentException naming all places that do not exist
     */
    public static Files list(List<String> places, LabelSource labels, Configuration hadoop)
        throws IOException {
      return new Files(places, labels, ImageListing.list(places, labels, Long.MAX_VALUE, hadoop));
    }

    /** Lists again, without files that changed after a time and may still be written. */
    public Files listedAgain(long latest, Configuration hadoop) throws IOException {
      return new Files(places, labels, ImageListing.list(places, labels, latest, hadoop));
    }

    /**
     * Expects at least one image or shard.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Files expectSome() {
      if (found.files().isEmpty()) {
        throw new IllegalArgumentException(
            "No images found: " + description() + " (" + found.skipped() + " other files skipped)");
      }
      return this;
    }

    /** Only the first of the shards. */
    public Files ofFirstShard() {
      List<ListedFile> first = found.files().stream().filter(ListedFile::isShard).limit(1).toList();
      return new Files(places, labels, new FoundFiles(first, 0));
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
      return InputImages.of(spark, found.files(), batch);
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
      return choice.name();
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
