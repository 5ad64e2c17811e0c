package io.github.heatmill.model.operator;

import java.util.List;

/**
 * What a node of a graph calls.
 *
 * @param target as the graph names it, such as {@code torch.ops.aten.conv2d.default}
 * @param arguments the names of the arguments that are given
 */
public record OperatorCall(String target, List<String> arguments) {
  /** Copies the list. */
  public OperatorCall {
    arguments = List.copyOf(arguments);
  }
}
