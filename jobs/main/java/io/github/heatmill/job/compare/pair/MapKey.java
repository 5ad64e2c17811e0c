package io.github.heatmill.job.compare.pair;

/**
 * The method and layer of a map.
 *
 * @param layer as the column {@code layer} names it
 * @param method as the column {@code method} names it, with its options
 */
public record MapKey(String layer, String method) {
  String text() {
    return method + " at " + layer;
  }
}
