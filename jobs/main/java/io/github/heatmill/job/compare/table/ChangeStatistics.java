package io.github.heatmill.job.compare.table;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import io.github.heatmill.job.compare.pair.Change;
import io.github.heatmill.job.compare.pair.MapKeyPair;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The statistics of a comparison that the page and the terminal show.
 *
 * @param summary the counts and means over all classes
 * @param overall the rows of the table {@code classes} over all classes
 * @param classes the rows of the classes whose maps changed most
 * @param classCount the number of classes
 * @param spread a histogram of the rank correlations: rows of layer, method, bin from 0, and count
 * @param moved the classes with the most images with the same prediction and a low rank
 *     correlation: rows of class, layer, method, moved, and images, which counts all with the same
 *     prediction
 */
public record ChangeStatistics(
    ChangeSummary summary,
    List<Row> overall,
    List<Row> classes,
    long classCount,
    List<Row> spread,
    List<Row> moved) {
  /** The most classes that the page lists. */
  public static final int MOST_CLASSES = 200;

  private static final int MOST_MOVED = 50;

  public static final int BINS = 20;

  public ChangeStatistics {
    overall = List.copyOf(overall);
    classes = List.copyOf(classes);
    spread = List.copyOf(spread);
    moved = List.copyOf(moved);
  }

  /**
   * Computes the statistics from the tables.
   *
   * @param tables the definitions of the tables
   * @param images the table {@code images}
   * @param classes the table {@code classes}
   * @param counted rows of counts
   */
  public static ChangeStatistics of(
      ChangeTables tables, Dataset<Row> images, Dataset<Row> classes, List<Row> counted) {
    List<Row> overall = classes.where("class IS NULL").collectAsList();
    Dataset<Row> byClass = classes.where("class IS NOT NULL");
    Dataset<Row> lowest =
        byClass
            .where(col("number").equalTo(Change.RANK_CORRELATION))
            .groupBy("class")
            .agg(expr("min(mean) AS lowest"));
    List<Row> named =
        lowest
            .orderBy(col("lowest").asc_nulls_last(), col("class"))
            .limit(MOST_CLASSES)
            .collectAsList();
    Object[] names = named.stream().map(row -> row.getString(0)).toArray();
    return new ChangeStatistics(
        ChangeSummary.of(counted, overall, lowest.agg(expr("min(lowest)")).first()),
        overall,
        byClass.where(col("class").isin(names)).collectAsList(),
        lowest.count(),
        spread(images),
        moved(images, tables.otherEvidence()));
  }

  private static List<Row> moved(Dataset<Row> images, String otherEvidence) {
    return images
        .where("same_prediction")
        .groupBy("class", "layer", "method")
        .agg(expr("count_if(" + otherEvidence + ") AS moved"), expr("count(*) AS images"))
        .where("moved > 0")
        .orderBy(expr("moved / images").desc(), col("class"), col("layer"), col("method"))
        .limit(MOST_MOVED)
        .collectAsList();
  }

  /** Counts the rank correlations in bins. The highest bin includes 1. */
  private static List<Row> spread(Dataset<Row> images) {
    String bin =
        "least(%d, CAST(floor((%s + 1) * %d) AS INT)) AS bin"
            .formatted(BINS - 1, Change.RANK_CORRELATION, BINS / 2);
    return images
        .where(col(Change.RANK_CORRELATION).isNotNull())
        .selectExpr("layer", "method", bin)
        .groupBy("layer", "method", "bin")
        .count()
        .orderBy("layer", "method", "bin")
        .collectAsList();
  }

  /** The rows of one pair of maps. */
  public static List<Row> of(List<Row> rows, MapKeyPair pair) {
    return rows.stream()
        .filter(row -> row.getAs("layer").equals(pair.baseline().layer()))
        .filter(row -> row.getAs("method").equals(pair.baseline().method()))
        .toList();
  }
}
