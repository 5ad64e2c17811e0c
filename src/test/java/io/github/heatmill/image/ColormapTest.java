package io.github.heatmill.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ColormapTest {
  @Test
  void theEndsAreBlackAndPaleYellow() {
    assertThat(Colormap.INFERNO.rgb(0)).isEqualTo(0x000004);
    assertThat(Colormap.INFERNO.rgb(1)).isEqualTo(0xfcffa4);
    // Halfway between the fifth and the sixth of ten: (a5 + cf) / 2 = (165 + 207) / 2 = 186 = ba.
    assertThat(Colormap.INFERNO.rgb(0.5f) >> 16).isEqualTo(0xba);
  }

  @Test
  void valuesBeyondTheEndsAreTakenAsTheEnds() {
    assertThat(Colormap.INFERNO.rgb(-1)).isEqualTo(Colormap.INFERNO.rgb(0));
    assertThat(Colormap.INFERNO.rgb(2)).isEqualTo(Colormap.INFERNO.rgb(1));
    assertThat(Colormap.INFERNO.rgb(Float.NaN)).isEqualTo(Colormap.INFERNO.rgb(0));
  }

  @Test
  void lightnessGrowsEvenly() {
    double previous = -1;
    for (int i = 0; i <= 100; i++) {
      double lightness = lightness(Colormap.INFERNO.rgb(i / 100f));
      assertThat(lightness).isGreaterThan(previous);
      // From L* = 0 to L* = 98, in a straight line but for a few units.
      assertThat(lightness).isCloseTo(98 * i / 100.0, within(6.0));
      previous = lightness;
    }
  }

  /** L* of CIELAB, 0 to 100, from sRGB. */
  private static double lightness(int rgb) {
    double luminance =
        0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8 & 0xff) + 0.0722 * linear(rgb & 0xff);
    return luminance > 216.0 / 24389 ? 116 * Math.cbrt(luminance) - 16 : luminance * 24389 / 27;
  }

  private static double linear(int level) {
    double value = level / 255.0;
    return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
  }
}
