package io.github.heatmill.udf.batch;

import io.github.heatmill.image.Pixels;
import io.github.heatmill.udf.annotation.ImageAnnotation;
import java.util.List;
import java.util.OptionalInt;

/**
 * An image that is ready for the network.
 *
 * @param image its URI or key
 * @param labels its labels in the dataset; usually one, or none
 * @param targets the classes to explain, as {@link io.github.heatmill.model.evidence.TargetClasses}
 *     lists them; none where probabilities decide
 * @param pixels the upright picture, resized and cropped
 * @param annotation its ground truth
 */
public record DecodedImage(
    String image, List<Label> labels, int[] targets, Pixels pixels, ImageAnnotation annotation) {
  public DecodedImage {
    labels = List.copyOf(labels);
    targets = targets.clone();
  }

  /** The classes to explain. A copy. */
  @Override
  public int[] targets() {
    return targets.clone();
  }

  /**
   * A label of an image.
   *
   * @param text as the dataset gives it
   * @param index its class index; empty if the network has no such class
   */
  public record Label(String text, OptionalInt index) {}
}
