package io.github.heatmill.job.input;

import io.github.heatmill.udf.executor.InputImage;
import io.github.heatmill.udf.executor.ShardImages;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FilterFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/**
 * The files that a run has taken on, whether they are done or not: a table with one Parquet file a
 * piece. Spark's streaming remembers which of them are done.
 */
public final class TakenInputs {
  private final SparkSession spark;
  private final String folder;

  /** Those of a run. */
  public TakenInputs(SparkSession spark, String folder) {
    this.spark = spark;
    this.folder = folder;
  }

  /** What was found and is not taken yet. */
  public List<ListedFile> left(FoundFiles found) {
    return found.without(uris(all().select("input")));
  }

  /** Takes on some more files, all of which are then done sooner or later. */
  public void take(List<List<ListedFile>> pieces) {
    List<List<ListedFile>> lists = new ArrayList<>();
    pieces.forEach(piece -> lists.add(new ArrayList<>(piece))); // Views of lists do not travel.
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    spark
        .createDataFrame(
            context
                .parallelize(lists, lists.size())
                .flatMap(piece -> piece.stream().map(ListedFile::row).iterator()),
            ListedFile.SCHEMA)
        .write()
        .mode(SaveMode.Append)
        .parquet(folder);
  }

  /** All of them, piece by piece. */
  public Dataset<Row> stream() {
    return spark
        .readStream()
        .schema(ListedFile.SCHEMA)
        .option("maxFilesPerTrigger", 1)
        .option("maxFileAge", ImageTable.ANY_AGE)
        .parquet(folder);
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
    return spark.read().schema(ListedFile.SCHEMA).parquet(folder);
  }

  /** Those with many images. */
  public Dataset<Row> shards() {
    FilterFunction<Row> shards = row -> ShardImages.isShard(row.getString(0));
    return all().filter(shards);
  }

  /** Their URIs in order, without holding them all. */
  public Iterator<String> sorted() {
    return uris(all().select("input").orderBy("input"));
  }

  private static Iterator<String> uris(Dataset<Row> uris) {
    return uris.as(Encoders.STRING()).toLocalIterator();
  }
}
