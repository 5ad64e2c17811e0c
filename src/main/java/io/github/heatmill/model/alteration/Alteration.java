package io.github.heatmill.model.alteration;

import java.io.Serializable;

/**
 * How a copy of an image is altered under a map: one fill shows where the map is high, another one
 * everywhere else.
 *
 * @param area which pixels count as high
 * @param inside what these show
 * @param outside what all others show
 */
public record Alteration(AlteredArea area, Fill inside, Fill outside) implements Serializable {
  private static final Fill.Imputed IMPUTED = new Fill.Imputed();

  public Alteration {
    boolean shaded = area instanceof AlteredArea.Shade;
    boolean one = inside.equals(IMPUTED) || outside.equals(IMPUTED);
    boolean both = inside.equals(IMPUTED) && outside.equals(IMPUTED);
    if (both || (shaded && one)) {
      throw new IllegalArgumentException(
          "Invalid alteration: "
              + area
              + " with "
              + inside
              + " inside and "
              + outside
              + " outside (pixels can be imputed on one side of a border only)");
    }
  }
}
