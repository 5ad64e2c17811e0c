package io.github.heatmill.saliency;

import io.github.heatmill.tensor.Interpolation;

/**
 * The range of a map once it is stretched bilinearly over a picture, without stretching it.
 *
 * <p>Between two neighbouring places the stretched map is linear along an axis, so that among the
 * pixels there the first and the last are extreme; along both axes in turn, some pixel that is
 * first or last in its row and in its column has the lowest value of all, and one the highest.
 */
final class StretchedRange {

  private StretchedRange() {}

  /** Mixes along the rows first and in float32, so that the values are those of the pixels. */
  static Range of(float[] values, StretchedAxis rows, StretchedAxis columns) {
    float[] mixed = mixed(values, rows.places(), columns);
    int width = columns.endPixels().length;
    Interpolation down = rows.interpolation();
    float minimum = Float.POSITIVE_INFINITY;
    float maximum = Float.NEGATIVE_INFINITY;
    for (int y : rows.endPixels()) {
      int upper = down.low(y) * width;
      int lower = down.high(y) * width;
      float weight = down.weight(y);
      for (int x = 0; x < width; x++) {
        float value = (1 - weight) * mixed[upper + x] + weight * mixed[lower + x];
        minimum = value < minimum ? value : minimum;
        maximum = value > maximum ? value : maximum;
      }
    }
    return new Range(minimum, maximum);
  }

  private static float[] mixed(float[] values, int height, StretchedAxis columns) {
    Interpolation across = columns.interpolation();
    int[] ends = columns.endPixels();
    float[] mixed = new float[height * ends.length];
    for (int x = 0; x < ends.length; x++) {
      int low = across.low(ends[x]);
      int high = across.high(ends[x]);
      float weight = across.weight(ends[x]);
      for (int y = 0; y < height; y++) {
        int row = y * columns.places();
        mixed[y * ends.length + x] = (1 - weight) * values[row + low] + weight * values[row + high];
      }
    }
    return mixed;
  }
}
