package io.github.heatmill.model.exported.graph;

import java.util.List;

/**
 * One call of an operator.
 *
 * @param target the operator, such as {@code torch.ops.aten.conv2d.default}
 * @param arguments in the order in which they are saved; trailing defaults are left out
 * @param outputs the values that it makes
 * @param modules the calls of modules in which it lies, the network first; empty if not saved
 */
public record Node(
    String target,
    List<NamedArgument> arguments,
    List<GraphValue> outputs,
    List<ModuleCall> modules) {

  public Node {
    arguments = List.copyOf(arguments);
    outputs = List.copyOf(outputs);
    modules = List.copyOf(modules);
  }
}
