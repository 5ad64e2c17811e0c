package io.github.heatmill.model.alteration;

import java.io.Serializable;

/**
 * A change of an image according to a map: one fill replaces the pixels where the map is high,
 * another one all other pixels.
 *
 * @param area the pixels that count as high
 * @param inside the fill of these pixels
 * @param outside the fill of all other pixels
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
