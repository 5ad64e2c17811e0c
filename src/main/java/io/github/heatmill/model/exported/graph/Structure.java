package io.github.heatmill.model.exported.graph;

import java.util.List;

/** How values lie in tuples, lists and dictionaries. The leaves are the values, in order. */
public sealed interface Structure {

  /** A value. */
  record Leaf() implements Structure {}

  /**
   * A collection.
   *
   * @param type such as {@code builtins.dict}
   * @param keys one for each child: the keys of a dictionary, the fields of a named tuple, or "0",
   *     "1", ...
   * @param children what lies in it
   */
  record Node(String type, List<String> keys, List<Structure> children) implements Structure {
    public Node {
      keys = List.copyOf(keys);
      children = List.copyOf(children);
    }
  }
}
