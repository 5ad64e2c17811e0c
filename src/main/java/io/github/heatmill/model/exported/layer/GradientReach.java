package io.github.heatmill.model.exported.layer;

import io.github.heatmill.model.exported.graph.Node;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The calls through which gradients of the output flow. */
final class GradientReach {
  private final TranslatedGraph translated;
  private final Set<String> outputs;
  private final BitSet live = new BitSet();

  /**
   * Follows the program from its outputs back to its inputs.
   *
   * @param outputs the variables that it returns
   */
  GradientReach(TranslatedGraph translated, Set<String> outputs) {
    this.translated = translated;
    this.outputs = Set.copyOf(outputs);
    Set<String> needed = new HashSet<>(outputs);
    List<Node> nodes = translated.graph().nodes();
    for (int i = nodes.size() - 1; i >= 0; i--) {
      Node node = nodes.get(i);
      boolean used = translated.makes(node).stream().anyMatch(needed::contains);
      if (used && !Operators.isDetach(node.target())) {
        live.set(i);
        needed.addAll(translated.reads(node));
      }
    }
  }

  /** Whether the output has a gradient by a variable as it is after a call. */
  boolean has(String variable, int after) {
    if (outputs.contains(variable)) {
      return true;
    }
    List<Node> nodes = translated.graph().nodes();
    for (int i = live.nextSetBit(after + 1); i >= 0; i = live.nextSetBit(i + 1)) {
      if (translated.reads(nodes.get(i)).contains(variable)) {
        return true;
      }
    }
    return false;
  }
}
