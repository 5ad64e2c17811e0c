package io.github.heatmill.metric;

import java.io.Serializable;

/**
 * A number over many images that is not the mean of a column, such as a ratio of sums: a function
 * of the sums, over all images, of some terms of each image.
 */
public interface PooledNumber extends Serializable {

  /** What summaries call it; no column has this name. */
  Column column();

  /** The terms of one image; an image with a term that is NaN is left out. */
  double[] terms(Numbers numbers);

  /** The number. NaN where undefined. */
  double value(double[] sums);

  /** What a table says of one image and map. */
  interface Numbers {
    /** The value of a column; NaN where it is null. */
    double column(String name);

    /** The softmax probability of the explained class. */
    double probability();
  }
}
