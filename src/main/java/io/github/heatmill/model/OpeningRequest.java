package io.github.heatmill.model;

import io.github.heatmill.model.layout.Layout;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The layers and the access for which a copy of a network is opened. Not every network allows all
 * access, and access that is not requested costs nothing.
 *
 * @param layers the paths, in the order in which evidence comes
 * @param heads the layers whose head is needed
 * @param access the other access to the network
 * @param layouts how the outputs of layers become maps, by path; {@link Layout#NCHW} for others
 */
public record OpeningRequest(
    List<String> layers, Set<String> heads, Set<Access> access, Map<String, Layout> layouts) {

  public OpeningRequest {
    layers = List.copyOf(layers);
    heads = Set.copyOf(heads);
    access = Set.copyOf(access);
    layouts = Map.copyOf(layouts);
  }

  /** Requests access to layers whose outputs are (N, K, h, w). */
  public OpeningRequest(List<String> layers, Set<String> heads, Set<Access> access) {
    this(layers, heads, access, Map.of());
  }

  /** Requests the same access at every layer. */
  public static OpeningRequest at(List<String> layers, Set<Access> access) {
    return new OpeningRequest(
        layers, access.contains(Access.HEAD) ? Set.copyOf(layers) : Set.of(), access);
  }

  /** The same request with layouts by the path of the layer. */
  public OpeningRequest withLayouts(Map<String, Layout> others) {
    return new OpeningRequest(layers, heads, access, others);
  }

  /** The layout of the output of a layer. */
  public Layout layout(String layer) {
    return layouts.getOrDefault(layer, Layout.NCHW);
  }
}
