package io.github.heatmill.method.masking;

import io.github.heatmill.method.Objective;
import io.github.heatmill.tensor.Tensor;

/**
 * What {@link OptiCam} found for one image at one layer.
 *
 * @param map S, shape (h, w)
 * @param objective y under the first map and under the best; NaN where it was not a number
 */
record OptiFit(Tensor map, Objective objective) {}
