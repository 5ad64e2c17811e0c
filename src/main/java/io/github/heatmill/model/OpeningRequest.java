package io.github.heatmill.model;

import io.github.heatmill.model.layout.Layout;
import io.github.heatmill.model.output.NetworkOutput;
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
 * @param gradients whether the gradients at the layers are used
 * @param layouts how the outputs of layers become maps, by path; {@link Layout#NCHW} for others
 * @param output where the class scores are in what the network returns
 */
public record OpeningRequest(
    List<String> layers,
    Set<String> heads,
    Set<Access> access,
    Gradients gradients,
    Map<String, Layout> layouts,
    NetworkOutput output) {

  /** Whether the gradients at the layers are used. */
  public enum Gradients {
    USED,
    /** Where the network cannot be differentiated, evidence has none. */
    UNUSED
  }

  public OpeningRequest {
    layers = List.copyOf(layers);
    heads = Set.copyOf(heads);
    access = Set.copyOf(access);
    layouts = Map.copyOf(layouts);
  }

  /**
   * Requests gradients too, of a network that returns logits, at layers whose outputs are (N, K, h,
   * w).
   */
  public OpeningRequest(List<String> layers, Set<String> heads, Set<Access> access) {
    this(layers, heads, access, Gradients.USED, Map.of(), NetworkOutput.LOGITS);
  }

  /** Requests the same access, and gradients, at every layer. */
  public static OpeningRequest at(List<String> layers, Set<Access> access) {
    return new OpeningRequest(
        layers, access.contains(Access.HEAD) ? Set.copyOf(layers) : Set.of(), access);
  }

  /** The same request with or without gradients. */
  public OpeningRequest with(Gradients other) {
    return new OpeningRequest(layers, heads, access, other, layouts, output);
  }

  /** The same request for a network with another output. */
  public OpeningRequest with(NetworkOutput other) {
    return new OpeningRequest(layers, heads, access, gradients, layouts, other);
  }

  /** The same request with layouts by the path of the layer. */
  public OpeningRequest withLayouts(Map<String, Layout> others) {
    return new OpeningRequest(layers, heads, access, gradients, others, output);
  }

  /** The layout of the output of a layer. */
  public Layout layout(String layer) {
    return layouts.getOrDefault(layer, Layout.NCHW);
  }
}
