package io.github.heatmill.model;

import java.util.List;
import java.util.Set;

/**
 * The layers and the access for which a copy of a network is opened. Not every network allows all
 * access, and access that is not requested costs nothing.
 *
 * @param layers the paths, in the order in which evidence comes
 * @param heads the layers whose head is needed
 * @param access the other access to the network
 * @param output where the class scores are in what the network returns
 */
public record OpeningRequest(
    List<String> layers, Set<String> heads, Set<Access> access, NetworkOutput output) {

  public OpeningRequest {
    layers = List.copyOf(layers);
    heads = Set.copyOf(heads);
    access = Set.copyOf(access);
  }

  /** Requests the same access at every layer. */
  public static OpeningRequest at(List<String> layers, Set<Access> access) {
    return new OpeningRequest(
        layers,
        access.contains(Access.HEAD) ? Set.copyOf(layers) : Set.of(),
        access,
        NetworkOutput.LOGITS);
  }

  /** The same request for a network with another output. */
  public OpeningRequest with(NetworkOutput other) {
    return new OpeningRequest(layers, heads, access, other);
  }
}
