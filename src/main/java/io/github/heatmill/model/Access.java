package io.github.heatmill.model;

/**
 * What a method asks of a network beyond evidence. A saved file is opened for exactly what the
 * methods of a run need, because not every network allows everything.
 */
public enum Access {
  /** Running what comes after a layer alone: {@link Probe#head}. */
  HEAD,
  /** Second derivatives by a layer's output, with {@link #HEAD}: {@link Head#curvature}. */
  CURVATURE,
  /** Gradients at every bias of the network: {@link Probe#fullGradients}. */
  BIASES
}
