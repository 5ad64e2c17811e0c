package io.github.heatmill.model;

import io.github.heatmill.model.alteration.AlteredCopy;
import io.github.heatmill.model.alteration.Masks;
import io.github.heatmill.model.evidence.Batch;
import io.github.heatmill.model.evidence.Evidence;
import io.github.heatmill.model.evidence.RankedEvidence;
import io.github.heatmill.model.evidence.TargetClasses;
import io.github.heatmill.tensor.Tensor;
import java.util.List;

/**
 * A network that gives access to one or more layers. Safe for use by several threads at once.
 *
 * <p>Every method throws {@link ModelRunException} if the network fails.
 */
public interface Probe {

  /** The paths of the layers, in the order in which evidence comes. */
  List<String> layers();

  /**
   * Runs the batch through the network once and differentiates the explained logits by the layers'
   * outputs.
   */
  default Evidence evidence(Batch batch) {
    return evidence(batch, TargetClasses.of(batch.targets())).first();
  }

  /**
   * As {@link #evidence(Batch)}, for several classes of each image: the batch goes through the
   * network once, and is differentiated once for each rank.
   *
   * @param classes the explained classes, in place of the batch's targets
   */
  RankedEvidence evidence(Batch batch, TargetClasses classes);

  /**
   * The part of the network after one layer, for the images of this evidence.
   *
   * @param layer a path that the evidence holds
   * @throws IllegalStateException if the network was not opened for {@link Access#HEAD}
   */
  Head head(Evidence evidence, String layer);

  /**
   * The logits of one image under masks: of X m + B (1 - m), elementwise, for each mask m.
   *
   * @param image X, preprocessed, shape (3, H, W)
   * @param background B, the values where a mask is closed, same shape
   * @return shape (M, classes)
   */
  Tensor logits(Tensor image, Tensor background, Masks masks);

  /**
   * The scores of the explained classes on altered copies of the images of this evidence. The score
   * of a copy does not depend on the other copies.
   *
   * @param maps the maps that select the altered pixels, shape (M, h, w), unscaled and at any
   *     resolution
   * @param copies the copies, in the order of the scores
   */
  ClassScores scores(Evidence evidence, Tensor maps, List<AlteredCopy> copies);

  /**
   * How the explained logits change with masks over the images: of X n(up(m)), where up enlarges
   * bilinearly and n scales to 0..1 by the enlarged mask's own range.
   *
   * @param maps m, one for each image, shape (N, h, w)
   */
  MaskGradients maskGradients(Evidence evidence, Tensor maps);

  /**
   * Logits under masks and their gradients.
   *
   * @param logits shape (N, classes)
   * @param gradients of the explained logit by the mask's values, shape (N, h, w)
   */
  record MaskGradients(Tensor logits, Tensor gradients) {}

  /**
   * The gradients of the explained logits at the input and at every bias.
   *
   * @throws IllegalStateException if the network was not opened for {@link Access#BIASES}
   */
  FullGradients fullGradients(Evidence evidence);

  /**
   * The explained logit, taken apart: y = sum of (X dy/dX) + sum over all biases of (b dy/db),
   * exact for networks of linear layers, ReLU and pooling.
   *
   * @param map the absolute shares of the input and of every convolution's and batch
   *     normalisation's bias, each scaled to 0..1 by its own range over all channels, enlarged and
   *     added up; reduced to a quarter of the input's height and width by means of 4 x 4 pixels,
   *     shape (N, H / 4, W / 4)
   * @param explained the sum of all signed shares, biases of linear layers included: close to the
   *     logit where the network is of that kind; one for each image
   */
  record FullGradients(Tensor map, double[] explained) {}

  /**
   * The network's scores of the explained class, one for each copy of an image.
   *
   * @param probabilities the probabilities of the explained class, in double precision
   * @param logits the logits of the explained class
   */
  public record ClassScores(double[] probabilities, double[] logits) {

    /** The number of copies. */
    public int size() {
      return probabilities.length;
    }
  }
}
