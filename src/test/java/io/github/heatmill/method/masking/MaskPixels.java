package io.github.heatmill.method.masking;

import io.github.heatmill.model.alteration.Masks;
import io.github.heatmill.tensor.Ranges;
import io.github.heatmill.tensor.Resize;
import io.github.heatmill.tensor.Tensor;

/**
 * Computes a mask from a small map pixel by pixel, as the contract of {@link Masks} defines it.
 *
 * @param map shape (1, h, w)
 * @param height of the image
 * @param width of the image
 */
record MaskPixels(Tensor map, int height, int width) {

  /** A mask as it lies over an image of that size, row by row. */
  static float[] of(Masks masks, int index, int height, int width) {
    Masks.Window window = masks.window();
    int tall = window.height() == 0 ? height : window.height();
    int wide = window.width() == 0 ? width : window.width();
    Tensor map = masks.maps().slice(index);
    Tensor one = map.reshape(1, map.length(0), map.length(1));
    boolean corners = masks.enlarging() == Masks.Enlarging.ALIGNED_CORNERS;
    Tensor enlarged =
        corners ? AlignedCorners.enlarged(map, tall, wide) : Resize.bilinear(one, tall, wide);
    if (masks.scaling() == Masks.Scaling.MIN_MAX) {
      enlarged = Ranges.minMaxScaled(enlarged);
    }
    float[] pixels = new float[height * width];
    for (int i = 0; i < pixels.length; i++) {
      int row = window.tops()[index] + i / width;
      int column = window.lefts()[index] + i % width;
      pixels[i] = enlarged.values()[row * wide + column] * masks.strengths()[index];
    }
    return pixels;
  }

  /**
   * dy/dm from dy/dn, n = (v - min) / (max - min) of the enlarged map v: v's own share, and what it
   * has as the lowest or the highest. Of several lowest or highest the first one counts.
   */
  double[] backward(double[] byScaled) {
    float[] up = Resize.bilinear(map, height, width).values();
    int low = 0;
    int high = 0;
    for (int i = 0; i < up.length; i++) {
      low = up[i] < up[low] ? i : low;
      high = up[i] > up[high] ? i : high;
    }
    double range = (double) up[high] - up[low];
    double[] byEnlarged = new double[up.length];
    for (int i = 0; i < up.length && range != 0; i++) {
      double scaled = (up[i] - up[low]) / range;
      byEnlarged[i] += byScaled[i] / range;
      byEnlarged[low] -= byScaled[i] * (1 - scaled) / range;
      byEnlarged[high] -= byScaled[i] * scaled / range;
    }
    return byMap(byEnlarged);
  }

  private double[] byMap(double[] byEnlarged) {
    double[] byMap = new double[map.size()];
    for (int j = 0; j < byMap.length; j++) {
      float[] unit = new float[byMap.length];
      unit[j] = 1;
      Tensor share = Resize.bilinear(Tensor.of(unit, map.shape()), height, width);
      for (int i = 0; i < byEnlarged.length; i++) {
        byMap[j] += byEnlarged[i] * share.values()[i];
      }
    }
    return byMap;
  }
}
