package io.github.heatmill.udf.revisit;

import java.io.Serializable;

/**
 * A region that is to be masked in one image.
 *
 * @param number by which the answer is known
 * @param target the class whose probability is asked for
 * @param region its place in the list of all regions
 */
public record MaskingRequest(int number, ImageRef image, int target, int region)
    implements Serializable {
  /** The same order, for an image that is called otherwise. */
  public MaskingRequest at(String otherPlace) {
    return new MaskingRequest(number, image.at(otherPlace), target, region);
  }
}
