package io.github.heatmill.job.input;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import io.github.heatmill.job.output.AtomicFile;
import io.github.heatmill.udf.image.InputImage;
import io.github.heatmill.udf.image.ShardImages;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.function.FilterFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The files that a run has taken on, whether they are done or not: a table with one file a piece.
 * The driver writes it itself: for a job of Spark's it would have to wait until executors are
 * there. Spark's streaming remembers which of them are done.
 */
public final class TakenInputs {
  private static final JsonFactory JSON = new JsonFactory();

  /** Spark would read what it does not understand as a file without a name. */
  private static final Map<String, String> STRICT = Map.of("mode", "FAILFAST");

  private final SparkSession spark;
  private final String folder;

  /** Those of a run. */
  public TakenInputs(SparkSession spark, String folder) {
    this.spark = spark;
    this.folder = folder;
  }

  /** What was found and is not taken yet. */
  public List<ListedFile> left(FoundFiles found) {
    return found.without(uris(all().select(ListedFile.INPUT)));
  }

  /** Takes on some more files, all of which are then done sooner or later. */
  public void take(List<List<ListedFile>> pieces) throws IOException {
    for (List<ListedFile> piece : pieces) {
      AtomicFile.write(
          new Path(folder, UUID.randomUUID() + ".json.gz"),
          out -> write(piece, out),
          spark.sparkContext().hadoopConfiguration());
    }
  }

  /** As Spark reads it: an object a line. */
  private static void write(List<ListedFile> piece, OutputStream out) throws IOException {
    try (JsonGenerator json = JSON.createGenerator(new GZIPOutputStream(out))) {
      json.setRootValueSeparator(new SerializedString("\n"));
      for (ListedFile file : piece) {
        file.write(json);
      }
    }
  }

  /** All of them, piece by piece. */
  public Dataset<Row> stream() {
    return spark
        .readStream()
        .schema(ListedFile.SCHEMA)
        .options(STRICT)
        .option("maxFilesPerTrigger", 1)
        .option("maxFileAge", ImageTable.ANY_AGE)
        .json(folder);
  }

  /** The files of a piece of {@link #stream}, or of some of {@link #all}. */
  public static List<ListedFile> listed(Dataset<Row> rows) {
    return rows.collectAsList().stream().map(ListedFile::of).toList();
  }

  /** The images of some files, as rows of {@link InputImage#SCHEMA}. */
  public Dataset<Row> images(List<ListedFile> files, int batch) {
    return InputImages.of(spark, files, batch);
  }

  /** All of them, with the columns of {@link ListedFile}. */
  public Dataset<Row> all() {
    return spark.read().schema(ListedFile.SCHEMA).options(STRICT).json(folder);
  }

  /** Those with many images. */
  public Dataset<Row> shards() {
    FilterFunction<Row> shards = row -> ShardImages.isShard(row.getString(0));
    return all().filter(shards);
  }

  /** Their URIs in order, without holding them all. */
  public Iterator<String> sorted() {
    return uris(all().select(ListedFile.INPUT).orderBy(ListedFile.INPUT));
  }

  private static Iterator<String> uris(Dataset<Row> uris) {
    return uris.as(Encoders.STRING()).toLocalIterator();
  }
}
