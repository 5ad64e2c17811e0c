package io.github.heatmill.metric;

import io.github.heatmill.model.alteration.Alteration;

/**
 * An altered copy of an image.
 *
 * @param guide the map that selects the altered pixels
 * @param alteration the change of these pixels
 */
public record Copy(Guide guide, Alteration alteration) {

  /** The map that selects the altered pixels. */
  public enum Guide {
    /** The map that is measured. */
    MAP,
    /**
     * Uniform noise of the map's resolution. Its seed is the first number of the random map's
     * generator, {@code new Random(seed).nextLong()}: so it depends on the image alone and differs
     * from the random map that stands for chance.
     */
    NOISE
  }

  /** A copy that is altered according to the map that is measured. */
  public static Copy underMap(Alteration alteration) {
    return new Copy(Guide.MAP, alteration);
  }

  /** A copy that is altered according to noise of the map's resolution. */
  public static Copy underNoise(Alteration alteration) {
    return new Copy(Guide.NOISE, alteration);
  }
}
