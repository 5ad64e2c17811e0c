package io.github.heatmill.metric;

import io.github.heatmill.model.alteration.Alteration;

/**
 * An altered copy of an image.
 *
 * @param guide the map that selects the altered pixels
 * @param draw the number of the noise, from 0, so that several draws differ; 0 for the map
 * @param alteration the change of these pixels
 */
public record Copy(Guide guide, int draw, Alteration alteration) {

  /** The map that selects the altered pixels. */
  public enum Guide {
    /** The map that is measured. */
    MAP,
    /**
     * Uniform noise of the map's resolution. The seed of draw n, from 0, is what {@code nextLong()}
     * gives after n calls, of {@code new Random(seed)} with the seed of the image. So the noise
     * depends on the image and the draw alone, and differs from the random map that stands for
     * chance.
     */
    NOISE
  }

  /** A copy that is altered according to the map that is measured. */
  public static Copy underMap(Alteration alteration) {
    return new Copy(Guide.MAP, 0, alteration);
  }

  /**
   * A copy that is altered according to noise of the map's resolution.
   *
   * @param draw the number of the noise, from 0
   */
  public static Copy underNoise(int draw, Alteration alteration) {
    return new Copy(Guide.NOISE, draw, alteration);
  }
}
