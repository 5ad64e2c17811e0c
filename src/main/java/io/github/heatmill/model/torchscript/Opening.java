package io.github.heatmill.model.torchscript;

import io.github.heatmill.model.Access;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** All methods that one opened copy of a network is given. */
final class Opening {
  private final Archive archive;
  private final FlatProgram everything;
  private final List<String> layers;
  private final String rootType;

  /**
   * Prepares to open a network.
   *
   * @param everything the network with every layer tapped that can be
   * @param layers the paths, all of which can be explained
   */
  Opening(Archive archive, FlatProgram everything, List<String> layers) {
    this.archive = archive;
    this.everything = everything;
    this.layers = layers;
    this.rootType = archive.root().type().name();
  }

  /** The source text of the methods. */
  String methods(Set<Access> access) {
    FlatProgram program = Flattener.flatten(archive, Set.copyOf(layers));
    Map<String, Crossing> crossings = new LinkedHashMap<>();
    if (access.contains(Access.HEAD)) {
      Frame modules = Frame.ofModules(archive);
      layers.forEach(
          layer ->
              crossings.put(
                  layer, new Crossing(layer, program, program.taps().get(layer), modules)));
    }
    String heads =
        crossings.entrySet().stream()
            .map(
                entry ->
                    HeadText.of(
                        rootType,
                        program,
                        entry.getValue(),
                        place(entry.getKey(), program, access)))
            .collect(Collectors.joining());
    return Surgery.evidence(rootType, program, layers, crossings)
        + MaskText.of(rootType, program)
        + heads
        + (access.contains(Access.BIASES) ? fullGradients() : "");
  }

  private HeadText.Place place(String layer, FlatProgram program, Set<Access> access) {
    return new HeadText.Place(
        layers.indexOf(layer),
        program.taps().get(layer),
        access.contains(Access.CURVATURE) /* curved */);
  }

  private String fullGradients() {
    List<ModuleNode> biased = BiasLayers.of(archive, everything);
    Set<String> paths = biased.stream().map(ModuleNode::path).collect(Collectors.toSet());
    return FullGradientText.of(archive, Flattener.flatten(archive, paths), biased);
  }
}
