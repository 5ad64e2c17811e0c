package io.github.heatmill.metric;

import java.io.Serializable;
import java.util.Locale;

/**
 * What lists say of a metric.
 *
 * @param id the name by which users ask for it, such as {@code deletion}
 * @param name what its authors call it
 * @param family what it is about
 * @param need the most that it needs
 * @param cost of one map, in forward passes
 * @param summary one line, with the authors
 */
public record MetricCard(
    String id, String name, Family family, Need need, String cost, String summary)
    implements Serializable {

  /**
   * Whether the same number of a random map says what chance would give. Where the method is asked
   * again it does not: no method made the random map.
   */
  public boolean hasChance() {
    return family.hasChance && need != Need.METHOD;
  }

  /** What a metric is about. */
  public enum Family {
    /** Does the prediction rest on what the map highlights? Has a value at chance. */
    FAITHFULNESS(true),
    /** Does the map point at the object? Has a value at chance. */
    LOCALISATION(true),
    /** Properties of the map itself. */
    QUALITY(false);

    private final boolean hasChance;

    Family(boolean hasChance) {
      this.hasChance = hasChance;
    }

    /** As lists write it. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The most that a metric needs. */
  public enum Need {
    /** The map alone. */
    MAP,
    /** Ground truth. */
    ANNOTATIONS,
    /** The network's scores of altered copies of the image. */
    NETWORK,
    /** The network, and the method again on an altered copy of the image. */
    METHOD;

    /** As lists write it. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Whether images must be read and the network be loaded for it. */
    public boolean asksNetwork() {
      return this == NETWORK || this == METHOD;
    }
  }
}
