package io.github.heatmill.model.exported.graph;

import java.util.List;

/**
 * What is known of a tensor before the program runs.
 *
 * @param type of its elements
 * @param sizes lengths of its axes
 * @param requiresGrad whether it was differentiated when the program was exported
 */
public record TensorMeta(ElementType type, List<AxisSize> sizes, boolean requiresGrad) {

  public TensorMeta {
    sizes = List.copyOf(sizes);
  }
}
