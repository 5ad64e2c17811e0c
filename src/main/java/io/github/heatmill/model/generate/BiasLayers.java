package io.github.heatmill.model.generate;

import io.github.heatmill.model.program.FlatProgram;
import io.github.heatmill.model.torchscript.archive.Archive;
import io.github.heatmill.model.torchscript.archive.ModuleNode;
import io.github.heatmill.model.torchscript.archive.PickleReader;
import io.github.heatmill.model.torchscript.inline.Refusals;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The modules that add a bias, which full gradients are about. */
final class BiasLayers {
  private static final String TENSOR = "Tensor";
  private static final String PERHAPS_TENSOR = "Optional[Tensor]";
  private static final String RUNNING_MEAN = "running_mean";

  /** Those of their classes whose bias runs along the last axis, and not along the channels. */
  private static final List<String> ALONG_LAST_AXIS = List.of("Linear", "LayerNorm");

  private BiasLayers() {}

  /**
   * The modules that add a bias and are called.
   *
   * @param allTapped the network with every layer tapped that can be
   * @throws IllegalArgumentException if one is called where the network cannot be cut
   */
  static List<ModuleNode> of(Archive archive, FlatProgram allTapped) {
    List<ModuleNode> biased =
        archive
            .modules()
            .filter(node -> isBatchNorm(archive, node) || has(archive, node, "bias"))
            .filter(node -> !Refusals.NOT_CALLED.equals(allTapped.refusals().get(node.path())))
            .toList();
    String problems =
        biased.stream()
            .flatMap(node -> refusal(node, allTapped).stream())
            .collect(Collectors.joining("\n"));
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(problems);
    }
    return biased;
  }

  private static boolean isBatchNorm(Archive archive, ModuleNode node) {
    return has(archive, node, RUNNING_MEAN);
  }

  private static boolean has(Archive archive, ModuleNode node, String tensor) {
    String type = node.type().attributeTypes().getOrDefault(tensor, "");
    boolean none = archive.attribute(node, tensor).filter(PickleReader.NONE::equals).isPresent();
    return type.equals(TENSOR) || type.equals(PERHAPS_TENSOR) && !none;
  }

  private static Optional<String> refusal(ModuleNode node, FlatProgram allTapped) {
    return Optional.ofNullable(allTapped.refusals().get(node.path()))
        .map(
            reason ->
                "Network cannot be explained by full-grad, because the bias of "
                    + node.path()
                    + " cannot be reached: "
                    + reason);
  }

  /**
   * The bias as an expression, shaped like the output {@code output}. Batch normalisation adds what
   * it makes of zeros.
   */
  static String bias(Archive archive, ModuleNode node, String output) {
    String module = node.expression().text();
    if (isBatchNorm(archive, node)) {
      return module + ".forward(torch.zeros_like(" + output + "), )";
    }
    boolean last = ALONG_LAST_AXIS.stream().anyMatch(node.type().originalName()::endsWith);
    String shape =
        last
            ? "[-1]"
            : "torch.add([1, -1], torch.mul([1], torch.sub(torch.dim(" + output + "), 2)))";
    return "torch.reshape(unchecked_cast(Tensor, " + module + ".bias), " + shape + ")";
  }
}
