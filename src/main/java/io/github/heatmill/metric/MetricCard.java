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

  /** What a metric is about. */
  public enum Family {
    /** Does the prediction rest on what the map highlights? Has a value at chance. */
    FAITHFULNESS,
    /** Does the map point at the object? Has a value at chance. */
    LOCALISATION,
    /** Properties of the map itself. */
    QUALITY;

    /** As lists write it. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the same number of a random map says what chance would give. */
    public boolean hasChance() {
      return this != QUALITY;
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
