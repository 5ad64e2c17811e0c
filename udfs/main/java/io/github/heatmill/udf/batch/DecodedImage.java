package io.github.heatmill.udf.batch;

import io.github.heatmill.image.Pixels;
import io.github.heatmill.udf.annotation.ImageAnnotation;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An image that is ready for the network.
 *
 * @param image its URI or key
 * @param label its label in the dataset; empty without one
 * @param target the class to explain, or {@link io.github.heatmill.model.Batch#PREDICTED}
 * @param pixels the upright picture, resized and cropped
 * @param annotation its ground truth
 */
public record DecodedImage(
    String image, Optional<Label> label, int target, Pixels pixels, ImageAnnotation annotation) {
  /**
   * The label of an image.
   *
   * @param text as the dataset gives it
   * @param index its class index; empty if the network has no such class
   */
  public record Label(String text, OptionalInt index) {}
}
