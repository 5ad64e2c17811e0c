package io.github.heatmill.job.compare.pair;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.heatmill.job.finished.FinishedRun;
import io.github.heatmill.metric.Metric;
import io.github.heatmill.metric.Metrics;
import io.github.heatmill.metric.localisation.EnergyPointingGame;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The metrics that both runs have measured by the same definition.
 *
 * @param notices sentences on the metrics that cannot be compared
 */
public record ComparedMetrics(List<Metric> metrics, List<String> notices) {
  private static final String REMEDY = " (heatmill score --metrics measures a finished run)";

  public ComparedMetrics {
    metrics = List.copyOf(metrics);
    notices = List.copyOf(notices);
  }

  /** Compares the metrics of two runs. Metrics that this version does not have are left out. */
  public static ComparedMetrics of(FinishedRun baseline, FinishedRun candidate) {
    Map<String, JsonNode> ones = measured(baseline);
    Map<String, JsonNode> others = measured(candidate);
    List<Metric> metrics =
        Metrics.all().stream().filter(known -> isSame(known, ones, others)).toList();
    List<String> notices = new ArrayList<>();
    add(notices, ones, name -> !others.containsKey(name), "Only the baseline has measured");
    add(notices, others, name -> !ones.containsKey(name), "Only the candidate has measured");
    String outlined = new EnergyPointingGame().name();
    if (ones.containsKey(outlined) != others.containsKey(outlined)) {
      // The view evidence reads the share on the object from this metric if a run has it.
      notices.add(
          "Evidence on the object is the share within outlines for the run that has measured "
              + outlined
              + ", if its images have outlines, and within boxes for the other: their difference may be due to that.");
    }
    for (String name : ones.keySet()) {
      boolean unequal =
          others.containsKey(name)
              && !definition(ones.get(name)).equals(definition(others.get(name)));
      if (unequal) {
        notices.add(
            "Not compared: %s, which the runs measured in two ways (baseline: %s; candidate: %s)."
                .formatted(name, definition(ones.get(name)), definition(others.get(name))));
      }
    }
    if (ones.isEmpty() && others.isEmpty()) {
      notices.add("Neither run has measured metrics" + REMEDY + ".");
    }
    return new ComparedMetrics(metrics, notices);
  }

  private static boolean isSame(
      Metric known, Map<String, JsonNode> ones, Map<String, JsonNode> others) {
    return ones.containsKey(known.name())
        && others.containsKey(known.name())
        && definition(ones.get(known.name())).equals(definition(others.get(known.name())));
  }

  private static void add(
      List<String> notices, Map<String, JsonNode> run, Predicate<String> alone, String sentence) {
    List<String> names = run.keySet().stream().filter(alone).toList();
    if (!names.isEmpty()) {
      notices.add(sentence + " " + String.join(", ", names) + REMEDY + ".");
    }
  }

  private static Map<String, JsonNode> measured(FinishedRun run) {
    Map<String, JsonNode> byName = new LinkedHashMap<>();
    for (JsonNode metric : run.manifest().at("/measured/metrics")) {
      byName.put(metric.get("id").asText().split(":")[0], metric);
    }
    return byName;
  }

  private static String definition(JsonNode metric) {
    return metric.path("definition").asText();
  }
}
