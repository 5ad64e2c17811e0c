package io.github.heatmill.udf.batch;

import io.github.heatmill.image.Pixels;
import io.github.heatmill.udf.annotation.SourceImage;

/**
 * An image that is ready for the network.
 *
 * @param image its URI or key
 * @param labelText what the dataset says it shows; null when it says nothing
 * @param label the class that this means to the network; -1 when none
 * @param target the class to explain, or {@link io.github.heatmill.model.Batch#PREDICTED}
 * @param pixels the upright picture, already resized and cropped
 * @param source the image as it came
 */
public record DecodedImage(
    String image, String labelText, int label, int target, Pixels pixels, SourceImage source) {}
