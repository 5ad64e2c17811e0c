package io.github.heatmill.image;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Colormaps for heat maps: the higher the value, the lighter the colour. */
public enum Colormap {
  /**
   * Inferno by van der Walt and Smith (public domain), interpolated between ten of its colours:
   * lightness grows evenly, so it reads the same with any colour vision and in black and white.
   */
  INFERNO(
      0x000004, 0x1b0c41, 0x4a0c6b, 0x781c6d, 0xa52c60, 0xcf4446, 0xed6925, 0xfb9b06, 0xf7d13d,
      0xfcffa4),
  /**
   * Viridis by van der Walt, Smith and Firing (public domain), interpolated between ten of its
   * colours: even in lightness as well, and never as dark.
   */
  VIRIDIS(
      0x440154, 0x482878, 0x3e4989, 0x31688e, 0x26828e, 0x1f9e89, 0x35b779, 0x6ece58, 0xb5de2b,
      0xfde725),
  /** Grey levels from black to white. */
  GRAY(0x000000, 0xffffff);

  private final int[] anchors;

  Colormap(int... anchors) {
    this.anchors = anchors;
  }

  /**
   * The map of this name.
   *
   * @param name in lower case, such as {@code inferno}
   * @throws IllegalArgumentException naming all, if there is none
   */
  public static Colormap named(String name) {
    return Arrays.stream(values())
        .filter(colors -> colors.id().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Unknown colormap: " + name + " (known: " + String.join(", ", ids()) + ")"));
  }

  /** The names of all colormaps. */
  public static List<String> ids() {
    return Arrays.stream(values()).map(Colormap::id).toList();
  }

  /** The name that users write. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The colour of a value as {@code 0xRRGGBB}.
   *
   * @param value 0 (cold) to 1 (hot); values beyond are taken as the nearer end, NaN as cold
   */
  public int rgb(float value) {
    float position = value > 0 ? Math.min(1, value) * (anchors.length - 1) : 0;
    int index = Math.min((int) position, anchors.length - 2);
    float share = position - index;
    return mix(index, share, 16) << 16 | mix(index, share, 8) << 8 | mix(index, share, 0);
  }

  private int mix(int index, float share, int shift) {
    int from = anchors[index] >> shift & 0xff;
    int to = anchors[index + 1] >> shift & 0xff;
    return Math.round(from + share * (to - from));
  }
}
