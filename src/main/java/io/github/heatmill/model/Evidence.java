package io.github.heatmill.model;

import io.github.heatmill.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that one pass of a batch through a network gives: what all methods of a run share.
 *
 * @param batch the images
 * @param logits shape (N, classes), N without the padding
 * @param targets the explained class of each image, never {@link Batch#PREDICTED}
 * @param layers one entry for each layer that was asked for, in that order
 * @param statistics what is usual for layers over many images, by path; may lack any of them
 * @param cache what methods leave for each other
 */
public record Evidence(
    Batch batch,
    Tensor logits,
    int[] targets,
    List<LayerEvidence> layers,
    Map<String, ActivationStatistics> statistics,
    ResultCache cache) {

  public Evidence {
    targets = targets.clone();
    layers = List.copyOf(layers);
    statistics = Map.copyOf(statistics);
  }

  /** Fresh evidence: nothing is known of other images, and no method has left anything yet. */
  public Evidence(Batch batch, Tensor logits, int[] targets, List<LayerEvidence> layers) {
    this(batch, logits, targets, layers, Map.of(), new ResultCache());
  }

  /** The explained class of each image. A copy. */
  @Override
  public int[] targets() {
    return targets.clone();
  }

  /** The number of images. */
  public int size() {
    return targets.length;
  }

  /** The same evidence, of some of its layers alone. */
  public Evidence only(List<String> paths) {
    List<LayerEvidence> chosen =
        paths.stream()
            .map(
                path ->
                    layers.stream().filter(l -> l.layer().equals(path)).findFirst().orElseThrow())
            .toList();
    return new Evidence(batch, logits, targets, chosen, statistics, cache);
  }

  /** The same evidence, in the light of what is usual for its layers. */
  public Evidence withStatistics(Map<String, ActivationStatistics> statistics) {
    return new Evidence(batch, logits, targets, layers, statistics, cache);
  }

  /** What is usual for a layer over many images, where that is known. */
  public Optional<ActivationStatistics> statistics(String layer) {
    return Optional.ofNullable(statistics.get(layer));
  }
}
