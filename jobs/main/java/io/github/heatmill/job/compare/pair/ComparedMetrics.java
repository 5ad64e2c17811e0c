package io.github.heatmill.job.compare.pair;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.heatmill.job.finished.FinishedRun;
import io.github.heatmill.metric.Metric;
import io.github.heatmill.metric.Metrics;
import io.github.heatmill.metric.localisation.EnergyPointingGame;
import io.github.heatmill.model.output.NetworkOutput;
import io.github.heatmill.model.output.ValueScale;
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
    Map<String, String> ones = measured(baseline);
    Map<String, String> others = measured(candidate);
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
      boolean unequal = others.containsKey(name) && !ones.get(name).equals(others.get(name));
      if (unequal) {
        notices.add(
            "Not compared: %s, which the runs measured in two ways (baseline: %s; candidate: %s)."
                .formatted(name, ones.get(name), others.get(name)));
      }
    }
    if (ones.isEmpty() && others.isEmpty()) {
      notices.add("Neither run has measured metrics" + REMEDY + ".");
    }
    return new ComparedMetrics(metrics, notices);
  }

  private static boolean isSame(
      Metric known, Map<String, String> ones, Map<String, String> others) {
    return ones.containsKey(known.name())
        && others.containsKey(known.name())
        && ones.get(known.name()).equals(others.get(known.name()));
  }

  private static void add(
      List<String> notices, Map<String, String> run, Predicate<String> alone, String sentence) {
    List<String> names = run.keySet().stream().filter(alone).toList();
    if (!names.isEmpty()) {
      notices.add(sentence + " " + String.join(", ", names) + REMEDY + ".");
    }
  }

  /** The definitions of the measured metrics, by name. */
  private static Map<String, String> measured(FinishedRun run) {
    Map<String, String> byName = new LinkedHashMap<>();
    for (JsonNode metric : run.manifest().at("/measured/metrics")) {
      String name = metric.get("id").asText().split(":")[0];
      boolean asksNetwork =
          Metrics.all().stream()
              .anyMatch(each -> each.name().equals(name) && each.card().need().asksNetwork());
      byName.put(
          name,
          metric.path("definition").asText() + (asksNetwork ? ofValues(run.card().output()) : ""));
    }
    return byName;
  }

  /** What stands for the probability of values; empty for classes, which have one. */
  private static String ofValues(NetworkOutput output) {
    ValueScale scale = output.scale();
    return output.kind().hasProbabilities()
        ? ""
        : "; probability: %s, direction %s, mean %s, spread %s"
            .formatted(ValueScale.MEASURED, scale.direction().id(), scale.means(), scale.spreads());
  }
}
