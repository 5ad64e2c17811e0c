package io.github.heatmill.job.compare.pair;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.heatmill.job.finished.FinishedRun;
import io.github.heatmill.job.problem.Problems;
import io.github.heatmill.method.activation.RandomMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The maps of one run that may be compared.
 *
 * @param run baseline or candidate
 * @param keys the methods and layers of the maps
 */
public record MapChoice(String run, List<MapKey> keys) {
  public MapChoice {
    keys = List.copyOf(keys);
  }

  /** All maps of a run. Its methods need not be known to this version. */
  public static MapChoice of(String name, FinishedRun run) {
    List<MapKey> keys = new ArrayList<>();
    for (JsonNode assignment : run.manifest().at("/settings/assignments")) {
      List<String> layers = new ArrayList<>();
      assignment.get("layers").forEach(layer -> layers.add(layer.asText()));
      assignment
          .get("methods")
          .forEach(method -> keys.add(new MapKey(String.join(",", layers), method.asText())));
    }
    return new MapChoice(name, keys);
  }

  /** The maps of a layer and a method; without a method, all but random maps. */
  public MapChoice named(Optional<String> layer, Optional<String> method, Problems problems) {
    layer.ifPresent(name -> expect("layer", name, MapKey::layer, problems));
    method.ifPresent(name -> expect("method", name, MapKey::method, problems));
    return new MapChoice(
        run,
        keys.stream()
            .filter(key -> layer.isEmpty() || key.layer().equals(layer.get()))
            .filter(
                key -> method.map(key.method()::equals).orElse(!key.method().equals(RandomMap.ID)))
            .toList());
  }

  private void expect(String what, String name, Function<MapKey, String> part, Problems problems) {
    List<String> known = distinct(part);
    problems.expect(
        known.contains(name),
        "Unknown --%s-%s: %s (must be one that the run has: %s)"
            .formatted(run, what, name, String.join(", ", known)));
  }

  List<String> distinct(Function<MapKey, String> part) {
    return keys.stream().map(part).distinct().toList();
  }

  String text() {
    return keys.isEmpty()
        ? "no map but those of chance"
        : keys.stream().map(MapKey::text).collect(joining("; "));
  }
}
