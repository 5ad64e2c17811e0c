package io.github.heatmill.image;

/** Colours for heat: the higher the value, the lighter the colour. */
public enum Colormap {
  /**
   * Inferno by van der Walt and Smith (public domain), interpolated between ten of its colours:
   * lightness grows evenly, so it reads the same with any colour vision and in black and white.
   */
  INFERNO(
      0x000004, 0x1b0c41, 0x4a0c6b, 0x781c6d, 0xa52c60, 0xcf4446, 0xed6925, 0xfb9b06, 0xf7d13d,
      0xfcffa4);

  private final int[] anchors;

  Colormap(int... anchors) {
    this.anchors = anchors;
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
