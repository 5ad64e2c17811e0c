package io.github.heatmill.model.exported.layer;

import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;

/** The calls through which gradients of the output flow. */
final class GradientReach {
  private final VariableUses uses;
  private final BitSet live = new BitSet();

  /**
   * Follows the program from its outputs back to its inputs.
   *
   * @param returned the variables that it returns
   */
  GradientReach(TranslatedGraph translated, VariableUses uses, Set<String> returned) {
    this.uses = uses;
    Set<String> needed = new HashSet<>(returned);
    for (int i = uses.calls() - 1; i >= 0; i--) {
      boolean used = uses.makes(i).stream().anyMatch(needed::contains);
      if (used && !Operators.isDetach(translated.graph().nodes().get(i).target())) {
        live.set(i);
        needed.addAll(uses.reads(i));
      }
    }
  }

  /** Whether the output has a gradient with respect to a variable as it is after a call. */
  boolean has(String variable, int after) {
    BitSet readers = uses.readers(variable);
    readers.and(live);
    return uses.isReturned(variable) || readers.length() > after + 1;
  }
}
