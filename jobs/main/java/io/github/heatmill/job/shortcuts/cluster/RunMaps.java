package io.github.heatmill.job.shortcuts.cluster;

import io.github.heatmill.job.finished.FinishedRun;
import io.github.heatmill.method.activation.RandomMap;
import io.github.heatmill.udf.request.Assignment;
import java.util.List;

/** The maps of a finished run by one method at one layer. */
public record RunMaps(FinishedRun run, String method, String layer) {

  /** All pairs of method and layer of a run. */
  public static List<RunMaps> all(FinishedRun run) {
    return run.assignments().stream()
        .flatMap(each -> each.methods().stream().map(m -> new RunMaps(run, m.id(), each.name())))
        .toList();
  }

  /** Whether the maps are random ones, which explain nothing. */
  public boolean isRandom() {
    return method.equals(RandomMap.ID);
  }

  /** The layers of the maps with all their methods, for opening the network. */
  public Assignment assignment() {
    return run.assignments().stream()
        .filter(each -> each.name().equals(layer))
        .findFirst()
        .orElseThrow();
  }

  /** Such as {@code grad-cam at features}. */
  public String text() {
    return method + " at " + layer;
  }
}
