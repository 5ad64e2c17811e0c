package io.github.heatmill.job.input;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import io.github.heatmill.job.input.listing.FoundFiles;
import io.github.heatmill.job.input.listing.ListedFile;
import io.github.heatmill.job.input.table.ImageTable;
import io.github.heatmill.job.output.AtomicFile;
import io.github.heatmill.udf.image.ShardImages;
import io.github.heatmill.udf.table.LiteralPath;
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
 * The files that a run has accepted, whether they are explained already or not: a table with one
 * JSON file for each piece. The driver writes it without Spark, so that it need not wait for
 * executors. Spark's streaming remembers which pieces are done.
 */
public final class TakenInputs {
  private static final JsonFactory JSON = new JsonFactory();

  /** Without this, Spark would read an invalid line as a file without a name. */
  private static final Map<String, String> STRICT = Map.of("mode", "FAILFAST");

  private final SparkSession spark;
  private final String folder;

  /** Opens the table of a run, which need not exist yet. */
  public TakenInputs(SparkSession spark, String folder) {
    this.spark = spark;
    this.folder = folder;
  }

  /** The files that were found and are not taken on yet. */
  public List<ListedFile> left(FoundFiles found) {
    return found.without(uris(all().select(ListedFile.INPUT)));
  }

  /** Takes on some more files, all of which are then explained sooner or later. */
  public void take(List<List<ListedFile>> pieces) throws IOException {
    for (List<ListedFile> piece : pieces) {
      AtomicFile.write(
          new Path(folder, UUID.randomUUID() + ".json.gz"),
          out -> write(piece, out),
          spark.sparkContext().hadoopConfiguration());
    }
  }

  /** Writes JSON Lines. */
  private static void write(List<ListedFile> piece, OutputStream out) throws IOException {
    try (JsonGenerator json = JSON.createGenerator(new GZIPOutputStream(out))) {
      json.setRootValueSeparator(new SerializedString("\n"));
      for (ListedFile file : piece) {
        file.write(json);
      }
    }
  }

  /** All files, piece by piece. */
  public Dataset<Row> stream() {
    return spark
        .readStream()
        .schema(ListedFile.SCHEMA)
        .options(STRICT)
        .option("maxFilesPerTrigger", 1)
        .option("maxFileAge", ImageTable.ANY_AGE)
        .json(LiteralPath.of(folder));
  }

  /** The files of a piece of {@link #stream}, or of some of {@link #all}. */
  public static List<ListedFile> listed(Dataset<Row> rows) {
    return rows.collectAsList().stream().map(ListedFile::of).toList();
  }

  /** All files, with the columns of {@link ListedFile}. */
  public Dataset<Row> all() {
    return spark.read().schema(ListedFile.SCHEMA).options(STRICT).json(LiteralPath.of(folder));
  }

  /** The shards. */
  public Dataset<Row> shards() {
    FilterFunction<Row> shards = row -> ShardImages.isShard(row.getString(0));
    return all().filter(shards);
  }

  /** The URIs of the files in order, without holding all of them in memory. */
  public Iterator<String> sorted() {
    return uris(all().select(ListedFile.INPUT).orderBy(ListedFile.INPUT));
  }

  private static Iterator<String> uris(Dataset<Row> uris) {
    return uris.as(Encoders.STRING()).toLocalIterator();
  }
}
