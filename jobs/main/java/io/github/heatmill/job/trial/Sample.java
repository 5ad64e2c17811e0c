package io.github.heatmill.job.trial;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.md5;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A sample of a dataset: the images whose names have the smallest MD5, so it does not depend on
 * their order and partitions.
 *
 * @param images rows of {@link io.github.heatmill.udf.image.InputImage#SCHEMA}
 * @param size their number
 */
public record Sample(Dataset<Row> images, long size) {

  /**
   * Items at equal distances, including the first one; all items if there are no more than wanted.
   */
  public static <T> List<T> evenly(List<T> all, int wanted) {
    int size = Math.min(wanted, all.size());
    return IntStream.range(0, size)
        .mapToObj(i -> all.get((int) ((long) i * all.size() / size)))
        .toList();
  }

  /** Takes a sample of at most this many images. */
  public static Sample of(Dataset<Row> images, int largest) {
    Column rank = md5(col("image"));
    List<Row> ranks = images.select(rank.as("rank")).orderBy("rank").limit(largest).collectAsList();
    String last = ranks.isEmpty() ? "" : ranks.get(ranks.size() - 1).getString(0);
    int parallelism = images.sparkSession().sparkContext().defaultParallelism();
    // No shuffle, since a table's rows contain images. Small tasks would need much padding.
    return new Sample(images.where(rank.leq(last)).coalesce(parallelism), ranks.size());
  }
}
