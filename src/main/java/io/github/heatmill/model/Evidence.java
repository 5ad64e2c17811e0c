package io.github.heatmill.model;

import io.github.heatmill.tensor.Tensor;
import java.util.List;

/**
 * Everything that one pass of a batch through a network gives: what all methods of a run share.
 *
 * @param batch the images
 * @param logits shape (N, classes), N without the padding
 * @param targets the explained class of each image, never {@link Batch#PREDICTED}
 * @param layers one entry for each layer that was asked for, in that order
 */
public record Evidence(Batch batch, Tensor logits, int[] targets, List<LayerEvidence> layers) {

  public Evidence {
    targets = targets.clone();
    layers = List.copyOf(layers);
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
    return new Evidence(batch, logits, targets, chosen);
  }
}
