/** Similarity and distance of two maps. */
package io.github.heatmill.saliency.similarity;
