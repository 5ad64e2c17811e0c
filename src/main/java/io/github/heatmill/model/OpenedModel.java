package io.github.heatmill.model;

import io.github.heatmill.model.output.NetworkOutput;
import java.nio.file.Path;
import java.util.List;

/**
 * A copy of a saved network on this machine's disk that gives access to some layers.
 *
 * @param file the copy
 * @param layers the paths, in the order in which evidence comes
 * @param output where the class scores are, and what they mean
 */
public record OpenedModel(Path file, List<String> layers, NetworkOutput output) {

  public OpenedModel {
    layers = List.copyOf(layers);
  }

  /** A copy of a network that returns logits of classes. */
  public OpenedModel(Path file, List<String> layers) {
    this(file, layers, NetworkOutput.LOGITS);
  }
}
