package io.github.heatmill.model.generate;

import io.github.heatmill.model.Access;
import io.github.heatmill.model.OpeningRequest;
import io.github.heatmill.model.program.FlatProgram;
import io.github.heatmill.model.torchscript.archive.Archive;
import io.github.heatmill.model.torchscript.archive.ModuleNode;
import io.github.heatmill.model.torchscript.inline.Frame;
import io.github.heatmill.model.torchscript.inline.Inliner;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** All methods that one opened copy of a network is given. */
public final class GeneratedMethods {
  private final Archive archive;
  private final FlatProgram everything;
  private final OpeningRequest wanted;
  private final String rootType;

  /**
   * Prepares to open a network.
   *
   * @param everything the network with every layer tapped that can be
   * @param wanted layers that can be explained
   */
  public GeneratedMethods(Archive archive, FlatProgram everything, OpeningRequest wanted) {
    this.archive = archive;
    this.everything = everything;
    this.wanted = wanted;
    this.rootType = archive.root().type().name();
  }

  /** The source text of the methods. */
  public String methods() {
    FlatProgram program = Inliner.flatten(archive, Set.copyOf(wanted.layers()));
    Map<String, LiveValues> crossings = crossings(program);
    String heads =
        crossings.entrySet().stream()
            .map(
                entry ->
                    HeadText.of(
                        rootType, program, entry.getValue(), place(entry.getKey(), program)))
            .collect(Collectors.joining());
    return EvidenceText.evidence(rootType, program, wanted.layers(), crossings)
        + MaskText.of(rootType, program)
        + CopyText.of(rootType, program)
        + heads
        + (wanted.access().contains(Access.BIASES) ? fullGradients() : "");
  }

  private Map<String, LiveValues> crossings(FlatProgram program) {
    Frame modules = Frame.ofModules(archive);
    Map<String, LiveValues> crossings = new LinkedHashMap<>();
    List<String> problems = new ArrayList<>();
    for (String layer : wanted.layers().stream().filter(wanted.heads()::contains).toList()) {
      LiveValues crossing = new LiveValues(program, program.taps().get(layer), modules);
      crossing.problem(layer).ifPresent(problems::add);
      crossings.put(layer, crossing);
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", problems));
    }
    return crossings;
  }

  private HeadText.Place place(String layer, FlatProgram program) {
    return new HeadText.Place(
        wanted.layers().indexOf(layer),
        program.taps().get(layer),
        wanted.access().contains(Access.CURVATURE) /* curved */);
  }

  private String fullGradients() {
    List<ModuleNode> biased = BiasLayers.of(archive, everything);
    Set<String> paths = biased.stream().map(ModuleNode::path).collect(Collectors.toSet());
    return FullGradientText.of(archive, Inliner.flatten(archive, paths), biased);
  }
}
