package io.github.heatmill.model.evidence;

import java.util.List;

/**
 * The results of one pass of a batch through a network, for several explained classes of each
 * image.
 *
 * @param ranks the evidence for the first class of all images, for the second, and so on; at least
 *     one. It covers the images up to the last one that has a class of this rank
 * @param counts the number of explained classes of each image, at most the number of ranks. Where
 *     an image has fewer, the evidence of the ranks behind them is for any of its classes
 */
public record RankedEvidence(List<Evidence> ranks, int[] counts) {
  public RankedEvidence {
    ranks = List.copyOf(ranks);
    counts = counts.clone();
  }

  /** The number of explained classes of each image. A copy. */
  @Override
  public int[] counts() {
    return counts.clone();
  }

  /** The number of explained classes of one image. */
  public int count(int image) {
    return counts[image];
  }

  /** The evidence for the first class of all images. */
  public Evidence first() {
    return ranks.get(0);
  }
}
