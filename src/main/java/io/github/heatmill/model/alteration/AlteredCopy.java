package io.github.heatmill.model.alteration;

/**
 * An altered copy of an image.
 *
 * @param image the index of the image among those of the evidence
 * @param map the index of the map that selects the altered pixels
 * @param alteration the change
 */
public record AlteredCopy(int image, int map, Alteration alteration) {}
