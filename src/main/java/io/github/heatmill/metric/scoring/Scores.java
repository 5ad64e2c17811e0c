package io.github.heatmill.metric.scoring;

import java.util.Map;
import java.util.TreeMap;

/**
 * All numbers of one map of one image.
 *
 * @param values by column; columns whose value is undefined are missing
 * @param chance the same numbers for a random map of the image, for metrics that have one
 * @param curves by column
 * @param shares the share of the map's sum on each label
 */
public record Scores(
    Map<String, Double> values,
    Map<String, Double> chance,
    Map<String, double[]> curves,
    Map<String, Double> shares) {
  /** The scores of a map that cannot be measured. */
  public static final Scores NONE = new Scores(Map.of(), Map.of(), Map.of(), Map.of());

  public Scores {
    values =
        new TreeMap<>(values); // Sorted, because other maps may change their order from run to run.
    chance = new TreeMap<>(chance);
    curves = new TreeMap<>(curves);
    shares = new TreeMap<>(shares);
  }

  /** The same scores, with those of a random map of the same image. */
  Scores against(Scores random) {
    return new Scores(values, random.values, curves, shares);
  }
}
