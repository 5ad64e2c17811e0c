package io.github.heatmill.model.torchscript.inline;

import io.github.heatmill.model.program.FlatProgram;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The reasons why layers cannot be explained, by path. */
final class Refusals {
  private final Map<String, String> reasons = new LinkedHashMap<>();
  private final Set<String> skippable = new HashSet<>();

  void add(String path, String reason) {
    reasons.put(path, reason);
  }

  /** Refuses a module that control flow may skip or repeat, and all layers inside it. */
  void addSkippable(String path) {
    skippable.add(path);
    add(path, "it is called inside a condition or a loop");
  }

  /**
   * The reasons for all layers that are not tapped; one inside a refused module shares its reason.
   */
  Map<String, String> completed(Set<String> targets, Set<String> tapped) {
    Map<String, String> completed = new LinkedHashMap<>(reasons);
    for (String path : targets) {
      if (!tapped.contains(path) || liesInSkippable(path)) {
        completed.putIfAbsent(path, inherited(path));
      }
    }
    return completed;
  }

  /** Whether control flow may skip or repeat the layer. */
  private boolean liesInSkippable(String path) {
    return skippable.stream().anyMatch(parent -> path.startsWith(parent + "."));
  }

  private String inherited(String path) {
    for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
      String parent = path.substring(0, dot);
      if (reasons.containsKey(parent)) {
        return "it lies in " + parent + " and " + reasons.get(parent);
      }
    }
    return FlatProgram.NOT_CALLED;
  }
}
