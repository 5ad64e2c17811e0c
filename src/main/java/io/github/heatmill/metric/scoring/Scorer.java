package io.github.heatmill.metric.scoring;

import io.github.heatmill.metric.Metric;
import java.io.Serializable;
import java.util.List;

/**
 * The settings for measuring maps with several metrics at once. The network scores the altered
 * copies of all metrics together.
 *
 * @param metrics the metrics; each column occurs once
 * @param chance whether random maps are measured too
 * @param curves whether the curves behind areas are kept
 */
public record Scorer(List<Metric> metrics, Chance chance, Curves curves) implements Serializable {
  /** Measures nothing. */
  public static final Scorer NONE = new Scorer(List.of(), Chance.LEFT_OUT, Curves.DROPPED);

  /** Whether every number is compared with that of a random map of the same image. */
  public enum Chance {
    /** Compared, for metrics whose family has a value at chance. */
    MEASURED,
    /** Not compared, which saves the forward passes for one map of each image and resolution. */
    LEFT_OUT
  }

  /** Whether the curves behind areas are kept. */
  public enum Curves {
    /** The curves are kept. */
    KEPT,
    /** The curves are dropped. */
    DROPPED
  }

  public Scorer {
    metrics = List.copyOf(metrics);
  }

  /** Whether the images and the network are needed. */
  public boolean asksNetwork() {
    return metrics.stream().anyMatch(metric -> metric.card().need().asksNetwork());
  }
}
