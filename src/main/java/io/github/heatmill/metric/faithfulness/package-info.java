/**
 * Whether a prediction rests on what a map highlights: the network's scores of copies of the image
 * that are altered under the map. All scores are softmax probabilities of the explained class.
 */
package io.github.heatmill.metric.faithfulness;
