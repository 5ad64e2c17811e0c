package io.github.heatmill.metric;

import java.io.Serializable;
import java.util.List;

/**
 * Measures maps with several metrics at once: what they want the network to see is scored together.
 *
 * @param metrics each column once
 * @param chance whether random maps are measured too
 * @param curves whether the curves behind areas are kept
 */
public record Scorer(List<Metric> metrics, Chance chance, Curves curves) implements Serializable {
  /** Measures nothing. */
  public static final Scorer NONE = new Scorer(List.of(), Chance.LEFT_OUT, Curves.DROPPED);

  /** Whether every number is put beside that of a random map of the same image. */
  public enum Chance {
    /** It is, for metrics whose family has one. */
    MEASURED,
    /** It is not, which saves the network one map of each image and resolution. */
    LEFT_OUT
  }

  /** Whether the curves behind areas are kept. */
  public enum Curves {
    /** They are. */
    KEPT,
    /** They are not. */
    DROPPED
  }

  public Scorer {
    metrics = List.copyOf(metrics);
  }

  /** Whether images must be read, and the network be loaded. */
  public boolean asksNetwork() {
    return metrics.stream().anyMatch(metric -> metric.card().need().asksNetwork());
  }
}
