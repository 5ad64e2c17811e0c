package io.github.heatmill.image.decode;

/**
 * The colour systems of JPEG files, and libjpeg's way from them to RGB in its 16-bit fixed point.
 *
 * <p>Colour profiles are left alone, as Pillow does: what a network was trained on is the plain
 * conversion. Four inks are stored inverted (255 is no ink), as Adobe does and everyone follows.
 */
enum JpegColor implements PixelColor {
  GREY {
    @Override
    public int rgb(int[] samples, int at) {
      return PixelColor.pack(samples[at], samples[at], samples[at]);
    }
  },
  RGB {
    @Override
    public int rgb(int[] samples, int at) {
      return PixelColor.pack(samples[at], samples[at + 1], samples[at + 2]);
    }
  },
  YCC {
    @Override
    public int rgb(int[] samples, int at) {
      int luma = samples[at];
      int blueness = samples[at + 1] - CENTRE;
      int redness = samples[at + 2] - CENTRE;
      return PixelColor.pack(
          luma + (RED_FROM_CR * redness + HALF >> BITS),
          luma + (-GREEN_FROM_CB * blueness - GREEN_FROM_CR * redness + HALF >> BITS),
          luma + (BLUE_FROM_CB * blueness + HALF >> BITS));
    }
  },
  CMYK {
    @Override
    public int rgb(int[] samples, int at) {
      return PixelColor.cmyk(
          MAXIMUM - samples[at],
          MAXIMUM - samples[at + 1],
          MAXIMUM - samples[at + 2],
          MAXIMUM - samples[at + 3]);
    }
  },
  YCCK {
    @Override
    public int rgb(int[] samples, int at) {
      int inks = YCC.rgb(samples, at);
      return PixelColor.cmyk(
          inks >> 16 & 0xff, inks >> 8 & 0xff, inks & 0xff, MAXIMUM - samples[at + 3]);
    }
  };

  private static final int BITS = 16;
  private static final int HALF = 1 << (BITS - 1);
  private static final int CENTRE = 128;
  private static final int RED_FROM_CR = 91881; // 1.40200 * 2^16
  private static final int BLUE_FROM_CB = 116130; // 1.77200 * 2^16
  private static final int GREEN_FROM_CR = 46802; // 0.71414 * 2^16
  private static final int GREEN_FROM_CB = 22554; // 0.34414 * 2^16
}
