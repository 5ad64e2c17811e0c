package io.github.heatmill.job.plan;

import java.util.List;
import java.util.Optional;

/**
 * What the parts of a run cost, each alone.
 *
 * @param forward seconds an image for the pass that all methods share, gradients included
 * @param methods each at each of its layers
 * @param metrics each on one map
 * @param together all metrics at once on the first map of an image, random map included; empty
 *     where nothing is measured
 */
public record Costs(
    double forward, List<Cost> methods, List<Cost> metrics, Optional<Cost> together) {

  public Costs {
    methods = List.copyOf(methods);
    metrics = List.copyOf(metrics);
  }

  /** A cost in forward passes of an image. */
  public double passes(Cost cost) {
    return cost.seconds() / forward;
  }

  /** Seconds an image at most: parts of a run share work that these do not. */
  public double seconds() {
    double made = methods.stream().mapToDouble(Cost::seconds).sum();
    return forward + made + together.map(all -> all.seconds() * methods.size()).orElse(0.0);
  }
}
