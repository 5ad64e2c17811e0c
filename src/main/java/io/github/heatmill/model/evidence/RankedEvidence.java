package io.github.heatmill.model.evidence;

import java.util.List;

/**
 * The results of one pass of a batch through a network, for several explained classes of each
 * image.
 *
 * @param ranks the evidence for the first class of all images, for the second, and so on; at least
 *     one. The evidence of a rank ends with the last image that has a class of this rank. Images
 *     before it that have fewer classes hold a filler there
 * @param counts the number of explained classes of each image; ranks from this number on are filler
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
