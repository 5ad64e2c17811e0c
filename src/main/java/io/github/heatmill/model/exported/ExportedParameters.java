package io.github.heatmill.model.exported;

import io.github.heatmill.model.program.FlatProgram;
import io.github.heatmill.model.randomise.ParameterTree;
import io.github.heatmill.model.randomise.ParameterTree.ModuleParameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The learned tensors of an exported program as a tree of modules, by their qualified names. */
final class ExportedParameters {
  private final FlatProgram program;
  private final Set<String> called;

  /**
   * Prepares to build trees.
   *
   * @param program with a tap at every layer that can be reached
   * @param called the paths of the modules that are called
   */
  ExportedParameters(FlatProgram program, Set<String> called) {
    this.program = program;
    this.called = Set.copyOf(called);
  }

  /** All parameters, in the order in which they are registered. */
  ParameterTree tree(List<ModuleParameter> parameters) {
    return tree("", parameters);
  }

  private ParameterTree tree(String path, List<ModuleParameter> parameters) {
    int start = path.isEmpty() ? 0 : path.length() + 1;
    List<ModuleParameter> own = new ArrayList<>();
    Map<String, List<ModuleParameter>> below = new LinkedHashMap<>();
    for (ModuleParameter parameter : parameters) {
      int dot = parameter.path().indexOf('.', start);
      if (dot < 0) {
        own.add(parameter);
      } else {
        String child = parameter.path().substring(0, dot);
        below.computeIfAbsent(child, c -> new ArrayList<>()).add(parameter);
      }
    }
    List<ParameterTree> children = new ArrayList<>();
    below.forEach(
        (child, inside) -> {
          if (isCalled(child)) {
            children.add(tree(child, inside));
          } else {
            own.addAll(inside);
          }
        });
    return ParameterTree.of(path, own, children, program);
  }

  /** A list of modules is not called itself, but its modules may be. */
  private boolean isCalled(String module) {
    return called.contains(module)
        || called.stream().anyMatch(path -> path.startsWith(module + "."));
  }
}
