package io.github.heatmill.model.torchscript;

import io.github.heatmill.model.archive.PickleReader;
import io.github.heatmill.model.program.FlatProgram;
import io.github.heatmill.model.randomise.ParameterTree;
import io.github.heatmill.model.randomise.ParameterTree.ModuleParameter;
import io.github.heatmill.model.torchscript.archive.Archive;
import io.github.heatmill.model.torchscript.archive.ModuleNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The learned tensors of the modules of a TorchScript network. */
final class TorchScriptParameters {
  private final Archive archive;
  private final FlatProgram program;

  /**
   * Prepares to read parameters.
   *
   * @param program with a tap at every layer that can be reached
   */
  TorchScriptParameters(Archive archive, FlatProgram program) {
    this.archive = archive;
    this.program = program;
  }

  /** The parameters of a module, and of the modules in it. */
  ParameterTree of(ModuleNode node) {
    List<ModuleParameter> own = new ArrayList<>();
    for (String name : node.type().parameters()) {
      boolean none = archive.attribute(node, name).filter(PickleReader.NONE::equals).isPresent();
      if (!none) {
        String path = node.path().isEmpty() ? name : node.path() + "." + name;
        own.add(new ModuleParameter(path, archive.tensor(node, name)));
      }
    }
    List<ParameterTree> children = new ArrayList<>();
    for (ModuleNode child : archive.children(node).toList()) {
      ParameterTree tree = of(child);
      if (isCalled(child)) {
        children.add(tree);
      } else {
        own.addAll(tree.all().toList());
      }
    }
    return ParameterTree.of(node.path(), own, children, program);
  }

  /** A list of modules is not called itself, but its modules may be. */
  private boolean isCalled(ModuleNode node) {
    return Stream.concat(Stream.of(node), archive.modulesBelow(node))
        .anyMatch(each -> !FlatProgram.NOT_CALLED.equals(program.refusals().get(each.path())));
  }
}
