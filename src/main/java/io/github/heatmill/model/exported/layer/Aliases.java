package io.github.heatmill.model.exported.layer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The variables that may share their values, because one is a view of the other. */
public final class Aliases {
  private final VariableUses uses;
  private final Map<String, String> roots = new HashMap<>();
  private final Map<String, Integer> madeAt = new HashMap<>();
  private final Map<String, Set<String>> members = new HashMap<>();

  /** The calls that change a variable in place, by the root of that variable. */
  private final Map<String, List<Integer>> changes = new HashMap<>();

  /** The variables of a graph, whatever the program returns. */
  public Aliases(TranslatedGraph translated) {
    this(translated, new VariableUses(translated, Set.of()));
  }

  Aliases(TranslatedGraph translated, VariableUses uses) {
    this.uses = uses;
    for (int i = 0; i < uses.calls(); i++) {
      String target = translated.graph().nodes().get(i).target();
      List<String> reads = uses.reads(i);
      if (Operators.isInPlace(target) && !reads.isEmpty()) {
        changes.computeIfAbsent(root(reads.get(0)), root -> new ArrayList<>()).add(i);
      }
      boolean view = Operators.isView(target) && !reads.isEmpty();
      for (String variable : uses.makes(i)) {
        if (madeAt.putIfAbsent(variable, i) == null) {
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
    return changes.containsKey(root(variable));
  }

  /**
   * Whether a variable shares its memory with another one that was made before a call, and one of
   * the two is changed in place after it. Cutting the program after that call would separate them,
   * so that the other one would miss the change.
   */
  boolean isSplit(String variable, int after) {
    Set<String> others = new TreeSet<>(members.getOrDefault(root(variable), Set.of()));
    others.remove(variable);
    others.removeIf(other -> madeAt.getOrDefault(other, -1) > after);
    if (others.isEmpty()) {
      return false;
    }
    for (int i : changes.getOrDefault(root(variable), List.of())) {
      String changed = uses.reads(i).get(0);
      boolean other = others.contains(changed) && uses.isReadAfter(variable, i);
      boolean own =
          changed.equals(variable) && others.stream().anyMatch(o -> uses.isReadAfter(o, i));
      if (i > after && (other || own)) {
        return true;
      }
    }
    return false;
  }
}
