package io.github.heatmill.job.plan.cost;

import java.util.List;
import java.util.Optional;

/**
 * The costs of the parts of a run, each measured alone.
 *
 * @param forward processor seconds for each image in the pass that all methods share, with
 *     gradients
 * @param methods each method at each of its layers, for one explained class
 * @param metrics each metric on one map
 * @param together all metrics at once on the first map of an image, with the random map; empty
 *     without metrics
 */
public record Costs(
    double forward, List<Cost> methods, List<Cost> metrics, Optional<Cost> together) {

  /**
   * The cost of a method or a metric.
   *
   * @param name its name in the tables
   * @param where the layers of a method; empty for a metric
   * @param known the cost in forward passes that its description states
   * @param seconds of the processor, for one image of a method, or one map of a metric
   * @param images the number of images of the measurement
   */
  public record Cost(String name, String where, String known, double seconds, int images) {}

  public Costs {
    methods = List.copyOf(methods);
    metrics = List.copyOf(metrics);
  }

  /** A cost in forward passes of an image. */
  public double passes(Cost cost) {
    return cost.seconds() / forward;
  }

  /**
   * Seconds for each image at most: the parts of a run share work.
   *
   * @param targets the number of explained classes of an image
   */
  public double seconds(int targets) {
    double made = methods.stream().mapToDouble(Cost::seconds).sum();
    double measured = together.map(all -> all.seconds() * methods.size()).orElse(0.0);
    return forward + targets * (made + measured);
  }
}
