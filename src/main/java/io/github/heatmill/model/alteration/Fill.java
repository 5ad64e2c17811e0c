package io.github.heatmill.model.alteration;

import io.github.heatmill.model.evidence.Batch;
import java.io.Serializable;

/** The new values of the pixels of an altered copy. */
public sealed interface Fill extends Serializable {

  /** Fills without settings. */
  enum Plain implements Fill {
    /** The image itself. */
    IMAGE,
    /** 0 of the normalised input: the mean colour of the images that a network was trained on. */
    MEAN,
    /** 0 of the pixels: -mean / std of each channel, as {@link Batch} knows them. */
    BLACK
  }

  /**
   * The image, blurred in the normalised space; beyond its edges lie zeros.
   *
   * @param kernel the weights along each axis
   */
  record Blurred(GaussianKernel kernel) implements Fill {}

  /**
   * Noisy linear imputation, as in ROAD (Rong et al. 2022, <a
   * href="https://arxiv.org/abs/2202.00449">paper</a>): each of these pixels is the weighted mean
   * of its 8 neighbours, 1/6 for those at an edge and 1/12 for those at a corner, plus N(0, 0.01^2)
   * in the normalised space. Weights of neighbours beyond the border of the image go to the others.
   * They are solved for until none differs from its mean by more than 2e-5 of the largest value of
   * its channel, in 50 steps at most. The pixels of the other side of the alteration stay as they
   * are. If there are none, the mean of the image in each channel stands for them. The noise
   * depends on the pixels of the image alone ({@link Batch#seed}).
   */
  record Imputed() implements Fill {}
}
