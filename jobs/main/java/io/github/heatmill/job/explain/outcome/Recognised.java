package io.github.heatmill.job.explain.outcome;

import io.github.heatmill.job.sql.ResultRow;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How well a network tells what the images of a run show.
 *
 * @param accuracy the share of labelled images whose predicted class is the label; empty without
 *     labels, and where images have several
 * @param severalLabels the number of images with several labels
 * @param quality the means over all labels; empty unless images have several
 */
public record Recognised(
    OptionalDouble accuracy, long severalLabels, Optional<LabelQuality> quality) {

  /** Of no image the label is known. */
  public static final Recognised UNKNOWN =
      new Recognised(OptionalDouble.empty(), 0, Optional.empty());

  /**
   * The row over all labels of the view {@code label_quality}.
   *
   * @param images the number of labelled images
   * @param precision the mean precision of the labels, 0 to 1
   * @param recall their mean recall, 0 to 1
   * @param f1 the mean of their F1, 0 to 1
   */
  public record LabelQuality(long images, double precision, double recall, double f1) {
    static LabelQuality of(ResultRow row) {
      return new LabelQuality(
          row.count("images"), row.number("precision"), row.number("recall"), row.number("f1"));
    }
  }
}
