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
  private final FlatProgram allTapped;
  private final OpeningRequest request;
  private final String rootType;

  /**
   * Prepares to open a network.
   *
   * @param allTapped the network with every layer tapped that can be
   * @param request layers that can be explained
   */
  public GeneratedMethods(Archive archive, FlatProgram allTapped, OpeningRequest request) {
    this.archive = archive;
    this.allTapped = allTapped;
    this.request = request;
    this.rootType = archive.root().type().name();
  }

  /** The source text of the methods. */
  public String methods() {
    FlatProgram program = Inliner.flatten(archive, Set.copyOf(request.layers()));
    Map<String, LiveValues> liveValues = liveValues(program);
    String heads =
        liveValues.entrySet().stream()
            .map(
                entry ->
                    HeadText.of(
                        rootType, program, entry.getValue(), place(entry.getKey(), program)))
            .collect(Collectors.joining());
    return EvidenceText.evidence(rootType, program, request.layers(), liveValues)
        + MaskText.of(rootType, program)
        + CopyText.of(rootType, program)
        + heads
        + (request.access().contains(Access.BIASES) ? fullGradients() : "");
  }

  private Map<String, LiveValues> liveValues(FlatProgram program) {
    Frame modules = Frame.ofModules(archive);
    Map<String, LiveValues> liveValues = new LinkedHashMap<>();
    List<String> problems = new ArrayList<>();
    for (String layer : request.layers().stream().filter(request.heads()::contains).toList()) {
      LiveValues values = new LiveValues(program, program.taps().get(layer), modules);
      values.problem(layer).ifPresent(problems::add);
      liveValues.put(layer, values);
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", problems));
    }
    return liveValues;
  }

  private HeadText.Place place(String layer, FlatProgram program) {
    return new HeadText.Place(
        request.layers().indexOf(layer),
        program.taps().get(layer),
        request.access().contains(Access.CURVATURE) /* curved */);
  }

  private String fullGradients() {
    List<ModuleNode> biased = BiasLayers.of(archive, allTapped);
    Set<String> paths = biased.stream().map(ModuleNode::path).collect(Collectors.toSet());
    return FullGradientText.of(archive, Inliner.flatten(archive, paths), biased);
  }
}
