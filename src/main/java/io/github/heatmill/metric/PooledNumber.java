package io.github.heatmill.metric;

import java.io.Serializable;

/**
 * A number over many images that is not the mean of a column, such as a ratio of sums: a function
 * of the sums, over all images, of some terms of each image.
 */
public interface PooledNumber extends Serializable {

  /** The name in summaries, which no other column has. */
  Column column();

  /** The terms of one image. An image with a term that is NaN is left out. */
  double[] terms(Numbers numbers);

  /** The number, computed from the sums; NaN where undefined. */
  double value(double[] sums);

  /** The numbers of one image and map in a table. */
  interface Numbers {
    /** The value of a column; NaN where it is null. */
    double column(String name);

    /** The probability of the explained class. */
    double probability();
  }
}
