package io.github.heatmill.job.compare.pair;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.github.heatmill.job.sql.RunTables;
import io.github.heatmill.job.sql.RunView;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The maps of two runs that are compared: rows of the view {@code evidence} with three more
 * columns. The column {@code key} is the name by which images of both runs are matched, {@code
 * pair} is the index of the pair of maps, and {@code explained} the explained class, if maps are
 * paired by it.
 *
 * @param byTarget whether maps are paired by the explained class
 */
public record PairedMaps(Dataset<Row> baseline, Dataset<Row> candidate, boolean byTarget) {
  private static final String KEY = "key";
  private static final String PAIR = "pair";
  private static final String EXPLAINED = "explained";

  /** Whether a row is the first of its image and pair of maps. */
  public static final String FIRST = "first";

  private static final String FIRST_OF_SEVERAL =
      "row_number() OVER (PARTITION BY key, pair ORDER BY b.target_rank, explained) = 1";

  /** The columns of the view that are read. */
  private static final String TAKEN =
      "image, fingerprint, class, label_name, predicted_name, probability, correct, target_name,"
          + " target_rank, layer, method, status, heatmap, on_object, border_mass, metrics";

  /** Whether rows belong to different images. Older runs have no fingerprints. */
  private static final String SEVERAL =
      "count(*) > 1 AND (min(fingerprint) IS NULL OR min(fingerprint) <> max(fingerprint))";

  /** Opens two runs. */
  public static PairedMaps of(SparkSession spark, ComparedRuns runs) throws IOException {
    return new PairedMaps(
        side(spark, runs, runs.baseline().folder(), MapKeyPair::baseline),
        side(spark, runs, runs.candidate().folder(), MapKeyPair::candidate),
        runs.byTarget());
  }

  /** The maps of a few images. */
  public PairedMaps of(List<String> baselineImages, List<String> candidateImages) {
    return new PairedMaps(
        baseline.where(col("image").isin(baselineImages.toArray())),
        candidate.where(col("image").isin(candidateImages.toArray())),
        byTarget);
  }

  /**
   * One row for each image, pair of maps and, if maps are paired by it, explained class: with the
   * structs {@code b} and {@code c}, and the column {@link #FIRST}.
   */
  public Dataset<Row> rows() {
    return single(baseline, "b")
        .join(single(candidate, "c"), new String[] {KEY, PAIR, EXPLAINED})
        .withColumn(FIRST, byTarget ? expr(FIRST_OF_SEVERAL) : lit(true));
  }

  /** The keys that several images of a run share. Their maps are not compared. */
  public Dataset<Row> ambiguous() {
    return several(baseline).union(several(candidate)).distinct();
  }

  /** Takes one of several rows with the same name and pixels, since their maps are equal. */
  private static Dataset<Row> single(Dataset<Row> side, String name) {
    return side.groupBy(KEY, PAIR, EXPLAINED)
        .agg(expr("min_by(struct(" + TAKEN + "), image)").as(name), expr(SEVERAL).as("several"))
        .where("NOT several")
        .drop("several");
  }

  private static Dataset<Row> several(Dataset<Row> side) {
    return side.groupBy(KEY, PAIR, EXPLAINED)
        .agg(expr(SEVERAL).as("several"))
        .where("several")
        .select(KEY);
  }

  private static Dataset<Row> side(
      SparkSession spark, ComparedRuns runs, String folder, Function<MapKeyPair, MapKey> key)
      throws IOException {
    SparkSession own = spark.newSession(); // Views of both runs have the same names.
    new RunTables(own, folder).open(RunView.EVIDENCE);
    List<MapKey> keys = runs.pairing().pairs().stream().map(key).toList();
    return own.table(RunView.EVIDENCE.title())
        .withColumn(KEY, imageKey(runs.matching()))
        .withColumn(PAIR, place(keys))
        .withColumn(EXPLAINED, runs.byTarget() ? col("target_name") : lit(""))
        .where(col(PAIR).isNotNull());
  }

  /** The column by which images of both runs are matched. */
  public static Column imageKey(Matching matching) {
    return matching.parts() == 0
        ? col("image")
        : expr("substring_index(image, '/', -" + matching.parts() + ")");
  }

  private static Column place(List<MapKey> keys) {
    Column place = lit(null).cast("int");
    for (int i = 0; i < keys.size(); i++) {
      Column is =
          col("layer")
              .equalTo(lit(keys.get(i).layer()))
              .and(col("method").equalTo(lit(keys.get(i).method())));
      place = when(is, lit(i)).otherwise(place);
    }
    return place;
  }
}
