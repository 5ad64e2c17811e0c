package io.github.heatmill.udf.request;

import io.github.heatmill.method.SaliencyMethod;
import java.io.Serializable;
import java.util.List;

/**
 * Layers and the methods that explain them.
 *
 * @param layers the layers, whose maps are fused into one map; none for methods that need none
 * @param methods the methods; each one makes its own map
 */
public record Assignment(List<String> layers, List<SaliencyMethod> methods)
    implements Serializable {

  public Assignment {
    layers = List.copyOf(layers);
    methods = List.copyOf(methods);
  }

  /** The layers as they appear in the column {@code layer}; empty if there are none. */
  public String name() {
    return String.join(",", layers);
  }

  /** The layers that a value of the column {@code layer} stands for. */
  public static List<String> layers(String name) {
    return name.isEmpty() ? List.of() : List.of(name.split(","));
  }
}
