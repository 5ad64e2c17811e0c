package io.github.heatmill.method;

import io.github.heatmill.model.Probe;
import io.github.heatmill.model.evidence.Evidence;
import io.github.heatmill.model.evidence.LayerEvidence;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A method that makes its maps by a search, layer by layer, and reports of each image {@code
 * objective_start} and {@code objective_end}: where the objective began, and the best value that it
 * reached. Over several layers these are sums.
 */
public abstract class SearchingMethod extends LayerwiseMethod {
  private static final long serialVersionUID = 1L;

  /**
   * The progress of the search for the maps of a layer. {@link Evidence#cache} keeps its results,
   * so that it runs once.
   *
   * @param layer the same as for the maps
   * @return one for each image; none where the maps come without a search
   */
  protected abstract List<Objective> objectives(
      Probe probe, Evidence evidence, LayerEvidence layer);

  @Override
  public final List<Map<String, Double>> details(Probe probe, Evidence evidence) {
    return evidence.layers().stream()
        .map(layer -> objectives(probe, evidence, layer.spatial()))
        .reduce(SearchingMethod::sums)
        .orElse(List.of())
        .stream()
        .map(Objective::details)
        .toList();
  }

  private static List<Objective> sums(List<Objective> some, List<Objective> others) {
    return IntStream.range(0, some.size()).mapToObj(i -> some.get(i).plus(others.get(i))).toList();
  }
}
