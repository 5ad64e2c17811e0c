package io.github.heatmill.udf.request;

import io.github.heatmill.method.SaliencyMethod;
import java.io.Serializable;
import java.util.List;

/**
 * Which methods explain which layers.
 *
 * @param layers the paths, whose maps are fused into one
 * @param methods each one gives a map of its own
 */
public record Assignment(List<String> layers, List<SaliencyMethod> methods)
    implements Serializable {

  public Assignment {
    layers = List.copyOf(layers);
    methods = List.copyOf(methods);
  }

  /** The layers as the column {@code layer} names them. */
  public String name() {
    return String.join(",", layers);
  }
}
