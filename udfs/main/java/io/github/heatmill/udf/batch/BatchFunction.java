package io.github.heatmill.udf.batch;

import io.github.heatmill.udf.image.ImageFailure;
import java.util.List;
import org.apache.spark.sql.Row;

/** Turns images into rows, one per image. The last column is null unless the image failed. */
public interface BatchFunction {

  /**
   * Computes the rows of a batch of images, in their order.
   *
   * @param capacity the size of the batch that the network receives, padding included
   * @throws ImageFailure if the images fail together, because of any of them
   */
  List<Row> rows(List<DecodedImage> images, int capacity) throws ImageFailure;

  /** The row of an image that failed. */
  Row failed(String image, ImageFailure failure);
}
