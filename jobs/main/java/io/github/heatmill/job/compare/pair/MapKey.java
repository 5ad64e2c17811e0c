package io.github.heatmill.job.compare.pair;

/**
 * Which map of an image.
 *
 * @param layer as the column {@code layer} names it
 * @param method as the column {@code method} names it, with its options
 */
public record MapKey(String layer, String method) {
  String text() {
    return method + " at " + layer;
  }
}
