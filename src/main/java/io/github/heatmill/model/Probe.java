package io.github.heatmill.model;

import java.util.List;

/** A network that is open at one or more layers. Safe for use by several threads at once. */
public interface Probe {

  /** The paths of the layers, in the order in which evidence comes. */
  List<String> layers();

  /**
   * Runs the batch through the network once and differentiates the explained logits by the layers'
   * outputs.
   *
   * @throws ModelRunException if the network fails on this batch
   */
  Evidence evidence(Batch batch);
}
