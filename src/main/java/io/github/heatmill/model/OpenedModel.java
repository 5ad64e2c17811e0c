package io.github.heatmill.model;

import java.nio.file.Path;
import java.util.List;

/**
 * A copy of a saved network on this machine's disk that gives access to some layers.
 *
 * @param file the copy
 * @param layers the paths, in the order in which evidence comes
 */
public record OpenedModel(Path file, List<String> layers) {

  public OpenedModel {
    layers = List.copyOf(layers);
  }
}
