package io.github.heatmill.udf.plugin;

import io.github.heatmill.image.decode.ImageDecoder;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.util.CollectionAccumulator;
import org.apache.spark.util.LongAccumulator;

/**
 * Counts the images and errors of a run while it goes on, and images that look wrong. A task that
 * Spark tries again is counted again, so exact counts come from the tables.
 *
 * @param dark10 images of 16 bits whose samples hold at most 10 bits
 * @param dark12 those whose samples hold 11 or 12
 * @param bright images whose samples hold more bits than the user says
 */
public record RunCounters(
    LongAccumulator images, LongAccumulator errors, Kind dark10, Kind dark12, Kind bright)
    implements Serializable {
  private static final int FEW = 10;
  private static final int MORE = 12;

  /**
   * Images of one kind.
   *
   * @param images their number
   * @param examples one for each task
   */
  public record Kind(LongAccumulator images, CollectionAccumulator<String> examples)
      implements Serializable {
    static Kind of(SparkContext spark, String name) {
      return new Kind(
          spark.longAccumulator(name), spark.<String>collectionAccumulator("examples: " + name));
    }

    void add(String image) {
      images.add(1);
      if (examples.isZero()) {
        examples.add(image);
      }
    }

    private Optional<String> first() {
      return examples.value().stream().sorted().findFirst();
    }
  }

  /** Counters that start at zero. */
  public static RunCounters of(SparkContext spark) {
    return new RunCounters(
        spark.longAccumulator("images"),
        spark.longAccumulator("errors"),
        Kind.of(spark, "images of up to 10 bits"),
        Kind.of(spark, "images of 11 or 12 bits"),
        Kind.of(spark, "images of more bits than given"));
  }

  /**
   * Adds an image whose samples use an unexpected number of bits.
   *
   * @param held that number
   * @param given the number that the user says; {@link ImageDecoder#ALL_BITS} if none
   */
  public void countBits(String image, int held, int given) {
    Kind kind = given != ImageDecoder.ALL_BITS ? bright : held <= FEW ? dark10 : dark12;
    kind.add(image);
  }

  /**
   * What to do about images whose samples use an unexpected number of bits; none if there are none.
   *
   * @param given the number of bits that the user says
   */
  public Optional<String> bitsNote(int given) {
    if (bright.first().isPresent()) {
      return note(
          "Images that are white where their samples exceed --bits "
              + given
              + ": %,d, such as %s (explain them in a run of their own)",
          bright.images().value(),
          bright.first());
    }
    int bits = dark12.first().isPresent() ? MORE : FEW;
    return note(
        "Images of 16 bits that are almost black, since their samples hold at most "
            + bits
            + " bits: %,d, such as %s (use --bits "
            + bits
            + ", in a run without images that hold more)",
        dark10.images().value() + dark12.images().value(),
        dark12.first().or(dark10::first));
  }

  private static Optional<String> note(String sentence, long images, Optional<String> example) {
    return example.map(image -> String.format(Locale.ROOT, sentence, images, image));
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
