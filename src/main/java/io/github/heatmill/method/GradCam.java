package io.github.heatmill.method;

import io.github.heatmill.tensor.Tensor;

/**
 * Weighs each channel by the mean of its gradients.
 *
 * <p>S = ReLU(sum over k of w_k A_k), w_k = mean over (i, j) of dY/dA_k(i, j), where A_k is channel
 * k of the layer's output and Y the logit of the explained class.
 *
 * <p>Selvaraju et al., <a href="https://arxiv.org/abs/1610.02391">Grad-CAM: Visual Explanations
 * from Deep Networks via Gradient-based Localization</a>, 2017.
 */
public final class GradCam extends LayerMap {
  private static final long serialVersionUID = 1L;

  @Override
  public String id() {
    return "grad-cam";
  }

  @Override
  public String summary() {
    return "Channels weighted by their mean gradient (Selvaraju et al. 2017)";
  }

  @Override
  Tensor map(Tensor activations, Tensor gradients) {
    int channels = activations.length(0);
    int positions = activations.length(1) * activations.length(2);
    double[] sum = new double[positions];
    for (int k = 0; k < channels; k++) {
      double weight = mean(gradients.values(), k * positions, positions);
      for (int p = 0; p < positions; p++) {
        sum[p] += weight * activations.values()[k * positions + p];
      }
    }
    return Rectified.map(sum, activations);
  }

  private static double mean(float[] values, int from, int count) {
    double sum = 0;
    for (int i = from; i < from + count; i++) {
      sum += values[i];
    }
    return sum / count;
  }
}
