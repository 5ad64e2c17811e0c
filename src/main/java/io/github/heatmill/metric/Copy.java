package io.github.heatmill.metric;

import io.github.heatmill.model.alteration.Alteration;

/**
 * An altered copy of an image.
 *
 * @param guide which map says where it is altered
 * @param alteration how it is altered there
 */
public record Copy(Guide guide, Alteration alteration) {

  /** Which map says where an image is altered. */
  public enum Guide {
    /** The map that is measured. */
    MAP,
    /**
     * Uniform noise of the map's resolution. Its seed is the first number that the random map's
     * generator would give, {@code new Random(seed).nextLong()}: so it follows from the image, and
     * is not the random map that stands for chance.
     */
    NOISE
  }

  /** A copy that is altered under the map that is measured. */
  public static Copy underMap(Alteration alteration) {
    return new Copy(Guide.MAP, alteration);
  }

  /** A copy that is altered under noise of the map's resolution. */
  public static Copy underNoise(Alteration alteration) {
    return new Copy(Guide.NOISE, alteration);
  }
}
