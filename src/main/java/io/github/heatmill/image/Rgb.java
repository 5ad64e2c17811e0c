package io.github.heatmill.image;

import java.io.Serializable;

/**
 * One number per colour channel.
 *
 * @param red the number of the red channel
 * @param green the number of the green channel
 * @param blue the number of the blue channel
 */
public record Rgb(float red, float green, float blue) implements Serializable {

  /** The same number for every channel. */
  public static Rgb all(float value) {
    return new Rgb(value, value, value);
  }

  /** The number of a channel: 0 is red, 1 green, 2 blue. */
  public float channel(int index) {
    return switch (index) {
      case 0 -> red;
      case 1 -> green;
      case 2 -> blue;
      default ->
          throw new IllegalArgumentException("Invalid channel: " + index + " (must be 0, 1 or 2)");
    };
  }

  boolean isFinite() {
    return Float.isFinite(red) && Float.isFinite(green) && Float.isFinite(blue);
  }
}
