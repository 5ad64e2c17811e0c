package io.github.heatmill.model.evidence;

import io.github.heatmill.tensor.Tensor;
import java.io.Serializable;

/**
 * Statistics of a layer's activations over many images.
 *
 * @param images the number of images
 * @param mean the mean of each neuron, shape (K, h, w)
 * @param deviation the standard deviation of each neuron, divided by the number of images, same
 *     shape
 * @param active the share of images in which the neuron was not 0, 0..1, same shape
 */
public record ActivationStatistics(long images, Tensor mean, Tensor deviation, Tensor active)
    implements Serializable {}
