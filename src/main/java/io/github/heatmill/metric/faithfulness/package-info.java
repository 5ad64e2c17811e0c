/**
 * Metrics of faithfulness: whether a prediction rests on the pixels that a map highlights. The
 * network scores copies of the image that are altered according to the map. All scores are softmax
 * probabilities of the explained class.
 */
package io.github.heatmill.metric.faithfulness;
