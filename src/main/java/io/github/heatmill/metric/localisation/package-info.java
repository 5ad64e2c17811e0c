/**
 * Metrics of localisation: whether maps point at the objects of their images. Each metric compares
 * the enlarged map with the objects that {@link io.github.heatmill.truth.GroundTruth#objectsOf}
 * names, in pixels of the network's input.
 */
package io.github.heatmill.metric.localisation;
