package io.github.heatmill.method.gradient;

import io.github.heatmill.method.MethodCard;
import io.github.heatmill.method.MethodCard.Need;
import io.github.heatmill.method.MethodCard.Standing;
import io.github.heatmill.method.SaliencyMethod;
import io.github.heatmill.model.Access;
import io.github.heatmill.model.Probe;
import io.github.heatmill.model.evidence.Evidence;
import io.github.heatmill.tensor.Tensor;
import java.util.Set;

/**
 * Sums the contributions of the input and of every bias of the network to the logit.
 *
 * <p>S = psi(X dy/dX) + sum over l, k of psi(b_lk dy/db_lk), psi(v) = up(n(|v|)), where X is the
 * preprocessed image, y the logit of the explained class, b_lk the bias of channel k of layer l at
 * each place, n the scaling to 0..1 by the range over all channels of the input or of a layer, and
 * up the bilinear enlargement to the input's size. The map is reduced to means of 4 x 4 pixels,
 * shape (H / 4, W / 4); its values lie between 0 and the number of channels added up.
 *
 * <p>It explains the whole network: the layers that users name make no difference.
 *
 * <p>Srinivas and Fleuret, <a href="https://arxiv.org/abs/1905.00780">Full-Gradient Representation
 * for Neural Network Visualization</a>, 2019.
 *
 * <p>Differs from the paper: biases are those of convolutions and batch normalisations; those of
 * linear layers have no place and are left out of the map; so are biases that the network adds in
 * other ways. The map is given at a quarter of the input's size. pytorch-grad-cam scales every
 * channel by its own range; here all channels of a layer share one, as in the authors' code.
 */
public final class FullGrad implements SaliencyMethod {
  private static final long serialVersionUID = 1L;

  @Override
  public MethodCard card() {
    return new MethodCard(
        "full-grad",
        "FullGrad",
        2019,
        Need.GRADIENT,
        Standing.CERTAIN,
        "about 3, for gradients at every bias",
        "Input and bias gradients of the whole network (Srinivas & Fleuret)");
  }

  @Override
  public Set<Access> access() {
    return Set.of(Access.BIASES);
  }

  @Override
  public boolean differentiatesInput() {
    return true;
  }

  @Override
  public Tensor explain(Probe probe, Evidence evidence) {
    return probe.fullGradients(evidence).map();
  }
}
