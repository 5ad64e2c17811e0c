package io.github.heatmill.model.torchscript;

import io.github.heatmill.model.archive.PickleReader;
import io.github.heatmill.model.source.BiasTerm;
import io.github.heatmill.model.torchscript.archive.Archive;
import io.github.heatmill.model.torchscript.archive.ModuleNode;

/** The biases of the modules of a TorchScript network. */
final class TorchScriptBiases {
  private static final String TENSOR = "Tensor";
  private static final String PERHAPS_TENSOR = "Optional[Tensor]";
  private static final String RUNNING_MEAN = "running_mean";

  private TorchScriptBiases() {}

  /** Whether a module adds a bias to its output. */
  static boolean hasBias(Archive archive, ModuleNode node) {
    return has(archive, node, RUNNING_MEAN) || has(archive, node, "bias");
  }

  /** The bias of a module that has one. That of a batch normalisation is its output for zeros. */
  static BiasTerm of(Archive archive, ModuleNode node) {
    String module = node.expression().text();
    return has(archive, node, RUNNING_MEAN)
        ? new BiasTerm(
            node.path(), output -> module + ".forward(torch.zeros_like(" + output + "), )")
        : BiasTerm.of(
            node.path(), node.type().originalName(), "unchecked_cast(Tensor, " + module + ".bias)");
  }

  private static boolean has(Archive archive, ModuleNode node, String tensor) {
    String type = node.type().attributeTypes().getOrDefault(tensor, "");
    boolean none = archive.attribute(node, tensor).filter(PickleReader.NONE::equals).isPresent();
    return type.equals(TENSOR) || type.equals(PERHAPS_TENSOR) && !none;
  }
}
