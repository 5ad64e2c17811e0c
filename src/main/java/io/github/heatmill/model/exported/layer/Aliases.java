package io.github.heatmill.model.exported.layer;

import io.github.heatmill.model.exported.graph.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The variables that may share their values, because one is a view of the other. */
public final class Aliases {
  private final TranslatedGraph translated;
  private final Map<String, String> roots = new HashMap<>();
  private final Map<String, Integer> madeAt = new HashMap<>();
  private final Map<String, Set<String>> members = new HashMap<>();
  private final List<Integer> changes = new ArrayList<>();

  public Aliases(TranslatedGraph translated) {
    this.translated = translated;
    List<Node> nodes = translated.graph().nodes();
    for (int i = 0; i < nodes.size(); i++) {
      Node node = nodes.get(i);
      if (Operators.isInPlace(node.target())) {
        changes.add(i);
      }
      List<String> reads = translated.reads(node);
      for (String variable : translated.makes(node)) {
        if (madeAt.putIfAbsent(variable, i) == null) {
          boolean view = Operators.isView(node.target()) && !reads.isEmpty();
          String root = view ? root(reads.get(0)) : variable;
          roots.put(variable, root);
          members.computeIfAbsent(root, r -> new TreeSet<>(Set.of(r))).add(variable);
        }
      }
    }
  }

  private String root(String variable) {
    return roots.getOrDefault(variable, variable);
  }

  /** Whether a call changes a variable, or one that may share its values, in place. */
  public boolean isChanged(String variable) {
    return changes.stream()
        .map(i -> translated.graph().nodes().get(i))
        .flatMap(node -> translated.reads(node).stream().limit(1))
        .anyMatch(changed -> root(changed).equals(root(variable)));
  }

  /**
   * Whether a variable and another one that was made before a call share their values, and one of
   * them is changed in place after it: what one of the two then holds is lost where the program is
   * cut after that call.
   */
  boolean isSplit(String variable, int after) {
    Set<String> others = new TreeSet<>(members.getOrDefault(root(variable), Set.of()));
    others.remove(variable);
    others.removeIf(other -> madeAt.getOrDefault(other, -1) > after);
    if (others.isEmpty()) {
      return false;
    }
    List<Node> nodes = translated.graph().nodes();
    for (int i : changes) {
      String changed = translated.reads(nodes.get(i)).stream().findFirst().orElse("");
      boolean other = i > after && others.contains(changed);
      boolean own = i > after && changed.equals(variable);
      if (other && isReadAfter(variable, i)
          || own && others.stream().anyMatch(o -> isReadAfter(o, i))) {
        return true;
      }
    }
    return false;
  }

  private boolean isReadAfter(String variable, int change) {
    List<Node> nodes = translated.graph().nodes();
    return nodes.subList(change + 1, nodes.size()).stream()
            .anyMatch(node -> translated.reads(node).contains(variable))
        || translated.graph().outputs().stream()
            .flatMap(TranslatedGraph::names)
            .flatMap(name -> translated.variable(name).stream())
            .anyMatch(variable::equals);
  }
}
