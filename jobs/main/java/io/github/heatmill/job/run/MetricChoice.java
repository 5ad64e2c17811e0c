package io.github.heatmill.job.run;

import io.github.heatmill.job.problem.Problems;
import io.github.heatmill.metric.Metric;
import io.github.heatmill.metric.MetricCard.Need;
import io.github.heatmill.metric.Metrics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Looks up the metrics of a run.
 *
 * @param annotated whether the run has ground truth
 */
record MetricChoice(boolean annotated) {
  private static final String ALL = "all";

  /**
   * Reads the values of {@code --metrics}; problems are collected.
   *
   * @param parts ids with options; {@code all} means all metrics that can be measured
   * @return each metric once, in the order of the list of metrics
   */
  List<Metric> of(List<String> parts, Problems problems) {
    List<String> named = parts.stream().filter(part -> !part.equals(ALL)).toList();
    List<Metric> chosen =
        new ArrayList<>(new RegistryChoice<>(Metrics.REGISTRY).of(named, problems));
    List<Metric> known = problems.attempt(Metrics::all).orElse(List.of());
    refuseUnmeasurable(chosen, problems);
    Map<String, Metric> byName = new LinkedHashMap<>();
    for (Metric metric : chosen) {
      Metric earlier = byName.putIfAbsent(metric.name(), metric);
      problems.expect(
          earlier == null,
          "Two settings of one metric: "
              + (earlier == null ? "" : earlier.id())
              + " and "
              + metric.id()
              + " (a run holds one number of each metric; score the other into a copy of it)");
    }
    if (parts.contains(ALL)) {
      known.stream().filter(this::isMeasurable).forEach(m -> byName.putIfAbsent(m.name(), m));
    }
    companions(List.copyOf(byName.values())).forEach(m -> byName.putIfAbsent(m.name(), m));
    return known.stream().map(Metric::name).filter(byName::containsKey).map(byName::get).toList();
  }

  private void refuseUnmeasurable(List<Metric> chosen, Problems problems) {
    chosen.stream()
        .filter(metric -> !isMeasurable(metric))
        .forEach(
            metric ->
                problems.add("Metric needs ground truth: " + metric.id() + " (add --annotations)"));
  }

  private boolean isMeasurable(Metric metric) {
    return annotated || metric.card().need() != Need.ANNOTATIONS;
  }

  private static Stream<Metric> companions(List<Metric> metrics) {
    return metrics.stream().flatMap(metric -> metric.companions().stream()).map(Metrics::metric);
  }
}
