package io.github.heatmill.udf.plugin;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.util.CollectionAccumulator;
import org.apache.spark.util.LongAccumulator;

/**
 * Counts the images and errors of a run while it goes on. A task that Spark tries again is counted
 * again, so exact counts come from the tables.
 */
public record RunCounters(LongAccumulator images, LongAccumulator errors, FewBits fewBits)
    implements Serializable {

  /**
   * Images whose samples of 16 bits hold so few that they come out almost black.
   *
   * @param images their number
   * @param examples one for each task
   */
  public record FewBits(LongAccumulator images, CollectionAccumulator<String> examples)
      implements Serializable {
    void add(String image) {
      images.add(1);
      if (examples.isZero()) {
        examples.add(image);
      }
    }

    /** A sentence that says what to do; empty if there are none. */
    public Optional<String> note() {
      return examples.value().stream()
          .sorted()
          .findFirst()
          .map(
              example ->
                  String.format(
                      Locale.ROOT,
                      "Images of 16 bits whose samples hold at most 12, so that they come out almost"
                          + " black: %,d, such as %s (use --bits 12, or 10)",
                      images.value(),
                      example));
    }
  }

  /** Counters that start at zero. */
  public static RunCounters of(SparkContext spark) {
    return new RunCounters(
        spark.longAccumulator("images"),
        spark.longAccumulator("errors"),
        new FewBits(
            spark.longAccumulator("images of few bits"),
            spark.<String>collectionAccumulator("examples of few bits")));
  }

  /** Adds an image whose samples of 16 bits hold so few that it comes out almost black. */
  public void countFewBits(String image) {
    fewBits.add(image);
  }

  /**
   * Adds images.
   *
   * @param outcomes one row per image, whose last column is null unless the image failed
   */
  public void count(List<Row> outcomes) {
    images.add(outcomes.size());
    errors.add(outcomes.stream().filter(row -> !row.isNullAt(row.length() - 1)).count());
    ExecutorMetrics.ofTask().count(outcomes);
  }
}
