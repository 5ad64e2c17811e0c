package io.github.heatmill.saliency;

import io.github.heatmill.tensor.Tensor;
import java.util.Optional;

/**
 * The highest place of a map; of equal ones the first in the order of rows.
 *
 * @param y its row, from 0
 * @param x its column, from 0
 * @param value the raw value there
 */
public record Peak(int y, int x, float value) {

  /**
   * Finds it in a map.
   *
   * @param map shape (h, w)
   * @return empty where all values are the same or any of them is not finite
   */
  public static Optional<Peak> of(Tensor map) {
    Range range = Range.of(map);
    if (!range.hasEvidence()) {
      return Optional.empty();
    }
    int place = 0;
    while (map.values()[place] != range.maximum()) {
      place++;
    }
    int width = map.length(1);
    return Optional.of(new Peak(place / width, place % width, map.values()[place]));
  }
}
