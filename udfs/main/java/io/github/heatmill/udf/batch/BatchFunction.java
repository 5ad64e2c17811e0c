package io.github.heatmill.udf.batch;

import io.github.heatmill.udf.image.ImageFailure;
import java.util.List;
import org.apache.spark.sql.Row;

/** Makes one row of each image. The last column of a row is null unless the image failed. */
public interface BatchFunction {

  /**
   * The rows of a few images, in their order.
   *
   * @param images at most a batch of them
   * @param capacity how many images the network is given at once; the rest is padding
   * @throws ImageFailure if they fail together, because of any of them
   */
  List<Row> rows(List<DecodedImage> images, int capacity) throws ImageFailure;

  /** The row of an image that failed. */
  Row failed(String image, ImageFailure failure);
}
