package io.github.heatmill.job.explain;

import io.github.heatmill.model.ActivationStatistics;
import java.util.Map;

/**
 * What is usual for layers over a sample of the dataset.
 *
 * @param byLayer by path; empty where no method wants to know
 * @param sampled images that were chosen
 */
record Statistics(Map<String, ActivationStatistics> byLayer, long sampled) {

  static Statistics none() {
    return new Statistics(Map.of(), 0);
  }

  /** Images of the sample that could be used; the others failed. */
  long images() {
    return byLayer.values().stream().mapToLong(ActivationStatistics::images).max().orElse(0);
  }
}
