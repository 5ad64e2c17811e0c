package io.github.heatmill.method.masking;

import io.github.heatmill.model.alteration.Masks.Enlarging;

/**
 * How the masks of channels are shown to the network.
 *
 * @param strength a factor for scaled masks, above 0, up to 1
 * @param enlarging where their values lie in the image
 */
record Shown(float strength, Enlarging enlarging) {
  /**
   * In full, with aligned corners: the most used implementation, pytorch-grad-cam, does so, and the
   * methods that weigh channels by what they show share their runs of the network.
   */
  static final Shown FULLY = new Shown(1, Enlarging.ALIGNED_CORNERS);

  /** The same, fainter. */
  Shown times(float factor) {
    return new Shown(strength * factor, enlarging);
  }
}
