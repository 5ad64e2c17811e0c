package io.github.heatmill.model;

/**
 * What a network gives the explained class on some copies of images, one each.
 *
 * @param probabilities softmax of all logits in double precision, the explained class's share
 * @param logits of the explained class
 */
public record ClassScores(double[] probabilities, double[] logits) {

  /** The number of copies. */
  public int size() {
    return probabilities.length;
  }
}
