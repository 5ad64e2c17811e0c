package io.github.heatmill.image;

import io.github.heatmill.tensor.Ranges;
import io.github.heatmill.tensor.Tensor;

/** Draws heat maps on their own: one pixel for each place. */
public final class HeatPicture {

  private HeatPicture() {}

  /**
   * The colours of a map that is scaled to 0..1 by its own range.
   *
   * @param map {@code (h, w)}; a flat one, which prefers no place, is cold everywhere
   * @return {@code w x h} pixels
   */
  public static Pixels draw(Tensor map, Colormap colors) {
    Size size = new Size(map.length(1), map.length(0));
    float[] heat = Ranges.minMaxScaled(map.reshape(1, size.height(), size.width())).values();
    byte[] rgb = Pixels.allocate(size);
    for (int i = 0; i < heat.length; i++) {
      int color = colors.rgb(heat[i]);
      for (int channel = 0; channel < Pixels.CHANNELS; channel++) {
        rgb[Pixels.CHANNELS * i + channel] = (byte) (color >> (16 - 8 * channel));
      }
    }
    return Pixels.wrap(size, rgb);
  }

  /**
   * As {@link #draw}, each place as a square, so that people see how coarse the map is.
   *
   * @param map {@code (h, w)}
   * @param side of a square in pixels, above 0
   * @return {@code w side x h side} pixels
   */
  public static Pixels enlarged(Tensor map, Colormap colors, int side) {
    Pixels small = draw(map, colors);
    Size size = new Size(small.width() * side, small.height() * side);
    byte[] rgb = Pixels.allocate(size);
    for (int y = 0; y < size.height(); y++) {
      for (int x = 0; x < size.width(); x++) {
        int from = Pixels.CHANNELS * (y / side * small.width() + x / side);
        int to = Pixels.CHANNELS * (y * size.width() + x);
        System.arraycopy(small.backing(), from, rgb, to, Pixels.CHANNELS);
      }
    }
    return Pixels.wrap(size, rgb);
  }
}
