package io.github.heatmill.model;

import io.github.heatmill.model.alteration.Gates;
import io.github.heatmill.tensor.Tensor;

/**
 * The part of a network after one layer, for the images of a batch. It runs without the part before
 * the layer. There are N images, K channels and h x w places.
 */
public interface Head {

  /**
   * The logits when parts of the layer's output are replaced.
   *
   * @return shape (M, N, classes) for M gates
   */
  Tensor logits(Gates gates);

  /**
   * The gradients of a weighted sum of logits, sum over c of v_c y_c, by the layer's output.
   *
   * @param classWeights v, shape (N, classes)
   * @return shape (N, K, h, w)
   */
  Tensor gradients(Tensor classWeights);

  /** A wanted probability of an independent label that does not count. */
  float NOT_WANTED = -1;

  /**
   * The cross-entropy of target probabilities when the layer has other outputs: CE = -sum over c of
   * q_c log p_c for each image. Of independent labels each is present or absent, so CE = -sum over
   * c of (q_c log p_c + (1 - q_c) log(1 - p_c)), without the labels whose q is {@link #NOT_WANTED}.
   *
   * @param activations the values that replace the layer's output, shape (N, K, h, w)
   * @param wanted q, shape (N, classes)
   */
  CrossEntropy crossEntropy(Tensor activations, Tensor wanted);

  /**
   * The logits that other outputs of a layer lead to.
   *
   * @param logits shape (N, classes)
   * @param gradients dCE/dA of each image's cross-entropy, shape (N, K, h, w)
   */
  record CrossEntropy(Tensor logits, Tensor gradients) {}

  /**
   * First and second derivatives of Y = y_c + log p_c, the explained class's logit plus its log
   * probability, by the layer's output A.
   *
   * @throws IllegalStateException if the network was not opened for {@link Access#CURVATURE}
   */
  Curvature curvature();

  /**
   * Derivatives at the layer's own output.
   *
   * @param gradients dY/dA, shape (N, K, h, w)
   * @param products the Hessian of Y times A, same shape
   */
  record Curvature(Tensor gradients, Tensor products) {}
}
