package io.github.heatmill.model.exported.layer;

import io.github.heatmill.model.exported.graph.Node;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which calls of a graph make and read its variables. A call is named by its place in the graph.
 */
final class VariableUses {
  private final List<List<String>> reads = new ArrayList<>();
  private final List<List<String>> makes = new ArrayList<>();
  private final Map<String, BitSet> readers = new HashMap<>();
  private final Set<String> returned;

  /**
   * Goes through all calls once.
   *
   * @param returned the variables that the program returns
   */
  VariableUses(TranslatedGraph translated, Set<String> returned) {
    this.returned = Set.copyOf(returned);
    for (Node node : translated.graph().nodes()) {
      List<String> read = translated.reads(node);
      read.forEach(v -> readers.computeIfAbsent(v, name -> new BitSet()).set(reads.size()));
      reads.add(read);
      makes.add(translated.makes(node));
    }
  }

  /** The number of calls. */
  int calls() {
    return reads.size();
  }

  /** The variables that a call reads. */
  List<String> reads(int call) {
    return reads.get(call);
  }

  /** The variables that a call makes, or changes in place. */
  List<String> makes(int call) {
    return makes.get(call);
  }

  /** The calls that read a variable. */
  BitSet readers(String variable) {
    return (BitSet) readers.getOrDefault(variable, new BitSet()).clone();
  }

  /** Whether the program returns a variable. */
  boolean isReturned(String variable) {
    return returned.contains(variable);
  }

  /** Whether a variable is read after a call, or returned. */
  boolean isReadAfter(String variable, int call) {
    return isReturned(variable) || readers(variable).length() > call + 1;
  }
}
