package io.github.heatmill.job.shortcuts.verdict;

import java.util.List;

/**
 * The effect of masking a cluster's place on the probability of the class.
 *
 * @param images the number of masked images
 * @param clean the mean probability with nothing masked
 * @param masked the mean probability with the place masked
 * @param control the mean probability with a mirror image of the place masked
 * @param low the lower end of the 95 % interval of control - masked, by the normal approximation
 *     over images; NaN for a single image
 */
public record MaskingEffect(int images, double clean, double masked, double control, double low) {
  private static final double NORMAL_95 = 1.96;

  /** The probabilities of one image. */
  record Image(double clean, double masked, double control) {
    public double lost() {
      return control - masked;
    }
  }

  static MaskingEffect of(List<Image> images) {
    int count = images.size();
    double lost = images.stream().mapToDouble(Image::lost).average().orElse(Double.NaN);
    double squares = images.stream().mapToDouble(i -> (i.lost() - lost) * (i.lost() - lost)).sum();
    double error = Math.sqrt(squares / (count - 1) / count);
    return new MaskingEffect(
        count,
        images.stream().mapToDouble(Image::clean).average().orElse(Double.NaN),
        images.stream().mapToDouble(Image::masked).average().orElse(Double.NaN),
        images.stream().mapToDouble(Image::control).average().orElse(Double.NaN),
        lost - NORMAL_95 * error);
  }

  /** The probability that is lost with the place, compared with its mirror images; -1 to 1. */
  public double lost() {
    return control - masked;
  }
}
