package io.github.heatmill.model;

import io.github.heatmill.tensor.Tensor;

/**
 * What a network shows at one layer.
 *
 * @param layer the layer's path
 * @param activations its outputs A, shape (N, K, h, w)
 * @param gradients dY/dA of the explained class's logit Y, same shape
 */
public record LayerEvidence(String layer, Tensor activations, Tensor gradients) {}
