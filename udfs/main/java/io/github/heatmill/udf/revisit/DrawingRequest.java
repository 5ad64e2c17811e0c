package io.github.heatmill.udf.revisit;

import io.github.heatmill.tensor.Tensor;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Maps that are to be drawn over one image.
 *
 * @param number by which its pictures are known
 * @param maps each {@code (h, w)}
 */
public record DrawingRequest(int number, ImageRef image, List<Tensor> maps)
    implements Serializable {
  public DrawingRequest {
    maps = new ArrayList<>(maps); // Lists of other kinds do not travel between versions of Java.
  }

  /** The same order, for an image that is called otherwise. */
  public DrawingRequest at(String otherPlace) {
    return new DrawingRequest(number, image.at(otherPlace), maps);
  }
}
