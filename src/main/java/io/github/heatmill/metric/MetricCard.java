package io.github.heatmill.metric;

import java.io.Serializable;
import java.util.Locale;

/**
 * The entry of a metric for lists.
 *
 * @param id the name by which users ask for it, such as {@code deletion}
 * @param name the name that its authors use
 * @param family the property that it measures
 * @param need the most expensive input that it needs
 * @param cost the forward passes for one map
 * @param summary one line, with the authors
 */
public record MetricCard(
    String id, String name, Family family, Need need, String cost, String summary)
    implements Serializable {

  /**
   * Whether the value for a random map is the value at chance. It is not for metrics that run the
   * method again, because no method made the random map.
   */
  public boolean hasChance() {
    return family.hasChance && need != Need.METHOD;
  }

  /** The property that a metric measures. */
  public enum Family {
    /** Whether the prediction rests on the highlighted pixels. Has a value at chance. */
    FAITHFULNESS(true),
    /** Whether the map points at the object. Has a value at chance. */
    LOCALISATION(true),
    /** Properties of the map itself. */
    QUALITY(false);

    private final boolean hasChance;

    Family(boolean hasChance) {
      this.hasChance = hasChance;
    }

    /** The name in lists. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The most expensive input that a metric needs. */
  public enum Need {
    /** The map alone. */
    MAP,
    /** Ground truth. */
    ANNOTATIONS,
    /** The network's scores of altered copies of the image. */
    NETWORK,
    /** The network, and the method again on an altered copy of the image. */
    METHOD;

    /** The name in lists. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the images and the network are needed. */
    public boolean asksNetwork() {
      return this == NETWORK || this == METHOD;
    }
  }
}
