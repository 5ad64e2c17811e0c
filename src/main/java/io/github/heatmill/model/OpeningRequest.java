package io.github.heatmill.model;

import java.util.List;
import java.util.Set;

/**
 * What a copy of a network is opened for. Not every network allows everything, and what is not
 * wanted costs nothing.
 *
 * @param layers the paths, in the order in which evidence comes
 * @param heads those of them whose head is wanted
 * @param access what else is wanted of the network
 */
public record OpeningRequest(List<String> layers, Set<String> heads, Set<Access> access) {

  public OpeningRequest {
    layers = List.copyOf(layers);
    heads = Set.copyOf(heads);
    access = Set.copyOf(access);
  }

  /** The same access at every layer. */
  public static OpeningRequest at(List<String> layers, Set<Access> access) {
    return new OpeningRequest(
        layers, access.contains(Access.HEAD) ? Set.copyOf(layers) : Set.of(), access);
  }
}
