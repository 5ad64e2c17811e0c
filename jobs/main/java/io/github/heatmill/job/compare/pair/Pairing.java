package io.github.heatmill.job.compare.pair;

import static java.util.stream.Collectors.joining;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The pairs of maps that are compared. Layers are paired by their names. If the runs have no layer
 * in common and each has only one, these two are a pair. The same holds for methods.
 *
 * @param pairs at least one pair
 * @param leftOut the maps of either run that have no counterpart, as text
 */
public record Pairing(List<MapKeyPair> pairs, List<String> leftOut) {

  public Pairing {
    pairs = List.copyOf(pairs);
    leftOut = List.copyOf(leftOut);
  }

  /**
   * Pairs the maps of two runs.
   *
   * @throws IllegalArgumentException if no maps can be paired, with the options that choose maps
   */
  public static Pairing of(MapChoice baseline, MapChoice candidate) {
    Map<String, String> layers = counterparts(baseline, candidate, MapKey::layer);
    Map<String, String> methods = counterparts(baseline, candidate, MapKey::method);
    List<MapKeyPair> pairs =
        baseline.keys().stream()
            .flatMap(
                key -> counterpart(key, layers, methods).map(other -> new MapKeyPair(key, other)))
            .filter(pair -> candidate.keys().contains(pair.candidate()))
            .toList();
    if (pairs.isEmpty()) {
      throw new IllegalArgumentException(
          "No maps to compare: the baseline has "
              + baseline.text()
              + "; the candidate has "
              + candidate.text()
              + " (choose one of each with --baseline-layer, --baseline-method, --candidate-layer"
              + " and --candidate-method)");
    }
    return new Pairing(pairs, leftOut(baseline, candidate, pairs));
  }

  private static Map<String, String> counterparts(
      MapChoice baseline, MapChoice candidate, Function<MapKey, String> part) {
    List<String> ones = baseline.distinct(part);
    List<String> others = candidate.distinct(part);
    Map<String, String> counterparts = new HashMap<>();
    ones.stream().filter(others::contains).forEach(name -> counterparts.put(name, name));
    if (counterparts.isEmpty() && ones.size() == 1 && others.size() == 1) {
      counterparts.put(ones.get(0), others.get(0));
    }
    return counterparts;
  }

  private static Stream<MapKey> counterpart(
      MapKey key, Map<String, String> layers, Map<String, String> methods) {
    return Optional.ofNullable(layers.get(key.layer())).stream()
        .flatMap(
            layer ->
                Optional.ofNullable(methods.get(key.method())).stream()
                    .map(method -> new MapKey(layer, method)));
  }

  private static List<String> leftOut(
      MapChoice baseline, MapChoice candidate, List<MapKeyPair> pairs) {
    return Stream.concat(
            without(baseline, pairs.stream().map(MapKeyPair::baseline).toList()),
            without(candidate, pairs.stream().map(MapKeyPair::candidate).toList()))
        .toList();
  }

  private static Stream<String> without(MapChoice choice, List<MapKey> paired) {
    return choice.keys().stream()
        .filter(key -> !paired.contains(key))
        .map(key -> key.text() + " (" + choice.run() + " only)");
  }

  /** The pairs as text. */
  public String text() {
    return pairs.stream().map(MapKeyPair::text).collect(joining("; "));
  }
}
