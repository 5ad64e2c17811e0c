package io.github.heatmill.image;

import io.github.heatmill.tensor.Ranges;
import io.github.heatmill.tensor.Resize;
import io.github.heatmill.tensor.Tensor;
import java.util.Arrays;

/** Draws heat maps over images. */
public final class Overlay {
  /** The colours of overlays, from the coldest place of a map to the hottest. */
  public static final Colormap COLORS = Colormap.INFERNO;

  private Overlay() {}

  /**
   * Draws a map over the image that it explains.
   *
   * <p>The map is scaled so that its minimum is 0 and its maximum 1, and resized bilinearly to the
   * image. A pixel of value {@code v} becomes {@code (1 - alpha v) photo + alpha v colour(v)}: hot
   * regions show more colour, and the coldest region shows the photo alone.
   *
   * @param image the network's input image: the map is stretched over all of it
   * @param map {@code (h, w)}; a flat map, or one with values that are not finite, points nowhere
   *     and leaves the image as it is
   * @param alpha the share of colour at the hottest point, 0 to 1
   */
  public static Pixels draw(Pixels image, Tensor map, double alpha) {
    if (map.rank() != 2 || map.size() == 0) {
      throw new IllegalArgumentException(
          "Invalid shape of map: " + Arrays.toString(map.shape()) + " (must be (h, w))");
    }
    if (!(alpha >= 0 && alpha <= 1)) {
      throw new IllegalArgumentException("Invalid alpha: " + alpha + " (must be 0 to 1)");
    }
    double range = Ranges.maximum(map) - Ranges.minimum(map);
    // NaN and infinite values cannot be scaled.
    boolean hasScale = range > 0 && Double.isFinite(range);
    return hasScale ? blend(image, upsampled(map, image.size()), alpha) : image;
  }

  /** The map scaled to 0..1 at the size of the image, row by row. */
  private static float[] upsampled(Tensor map, Size size) {
    Tensor maps = Ranges.minMaxScaled(map.reshape(1, map.length(0), map.length(1)));
    return Resize.bilinear(maps, size.height(), size.width()).values();
  }

  private static Pixels blend(Pixels image, float[] heat, double alpha) {
    byte[] photo = image.coloured().backing();
    byte[] blended = Pixels.allocate(image.size());
    for (int i = 0; i < heat.length; i++) {
      int color = COLORS.rgb(heat[i]);
      double share = alpha * heat[i];
      for (int channel = 0; channel < Pixels.CHANNELS; channel++) {
        int at = Pixels.CHANNELS * i + channel;
        int painted = color >> (16 - 8 * channel) & 0xff;
        blended[at] = (byte) Math.round((1 - share) * (photo[at] & 0xff) + share * painted);
      }
    }
    return Pixels.wrap(image.size(), blended);
  }
}
