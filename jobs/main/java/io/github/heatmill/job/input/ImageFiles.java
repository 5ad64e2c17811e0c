package io.github.heatmill.job.input;

import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Images that are files, or lie in shards.
 *
 * @param places folders, files and globs
 * @param labels what they show
 * @param found what was there
 */
public record ImageFiles(List<String> places, LabelSource labels, FoundFiles found)
    implements ImageSource {

  /**
   * Lists what is there.
   *
   * @throws IllegalArgumentException naming all places that do not exist
   */
  public static ImageFiles list(List<String> places, LabelSource labels, Configuration hadoop)
      throws IOException {
    return new ImageFiles(
        places, labels, ImageListing.list(places, labels, Long.MAX_VALUE, hadoop));
  }

  /** What is there by now, without files that changed after a time and may still be written. */
  public ImageFiles listedAgain(long latest, Configuration hadoop) throws IOException {
    return new ImageFiles(places, labels, ImageListing.list(places, labels, latest, hadoop));
  }

  /** Makes sure that there is something to do. */
  public ImageFiles expectSome() {
    if (found.files().isEmpty()) {
      throw new IllegalArgumentException(
          "No images found: " + description() + " (" + found.skipped() + " other files skipped)");
    }
    return this;
  }

  /** Nothing but the first of its shards. */
  public ImageFiles ofFirstShard() {
    List<ListedFile> first = found.files().stream().filter(ListedFile::isShard).limit(1).toList();
    return new ImageFiles(places, labels, new FoundFiles(first, 0));
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
