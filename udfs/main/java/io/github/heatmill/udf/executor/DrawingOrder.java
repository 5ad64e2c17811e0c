package io.github.heatmill.udf.executor;

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
public record DrawingOrder(int number, KnownImage image, List<Tensor> maps)
    implements Serializable {
  public DrawingOrder {
    maps = new ArrayList<>(maps); // Lists of other kinds do not travel between versions of Java.
  }

  /** The same order, for an image that is called otherwise. */
  public DrawingOrder at(String otherPlace) {
    return new DrawingOrder(number, image.at(otherPlace), maps);
  }
}
