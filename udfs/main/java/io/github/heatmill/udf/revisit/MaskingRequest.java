package io.github.heatmill.udf.revisit;

import java.io.Serializable;

/**
 * A region that is to be masked in one image.
 *
 * @param number identifies the answer
 * @param target the class whose probability is measured
 * @param region the index in the list of all regions
 */
public record MaskingRequest(int number, ImageRef image, int target, int region)
    implements Serializable {
  /** The same request for the image at another place. */
  public MaskingRequest at(String otherPlace) {
    return new MaskingRequest(number, image.at(otherPlace), target, region);
  }
}
