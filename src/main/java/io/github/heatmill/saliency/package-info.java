/**
 * Statistics of maps alone, without the network that they explain: numbers of one map, and sums of
 * many. {@code saliency.similarity} compares two.
 */
package io.github.heatmill.saliency;
