package io.github.heatmill.model;

/**
 * The access to a network that a method needs besides evidence. A saved file is opened for exactly
 * the access that the methods of a run need, because not every network allows all of it.
 */
public enum Access {
  /** Running the part after a layer alone: {@link Probe#head}. */
  HEAD,
  /** Second derivatives by a layer's output, with {@link #HEAD}: {@link Head#curvature}. */
  CURVATURE,
  /** Gradients at every bias of the network: {@link Probe#fullGradients}. */
  BIASES
}
