package io.github.heatmill.model.torchscript;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Why layers cannot be explained, by path. */
final class Refusals {
  private final Map<String, String> reasons = new LinkedHashMap<>();

  void add(String path, String reason) {
    reasons.put(path, reason);
  }

  /**
   * The reasons for all layers that are not tapped; one inside a refused module shares its reason.
   */
  Map<String, String> completed(Set<String> targets, Set<String> tapped) {
    Map<String, String> completed = new LinkedHashMap<>(reasons);
    for (String path : targets) {
      if (!tapped.contains(path)) {
        completed.putIfAbsent(path, inherited(path));
      }
    }
    return completed;
  }

  private String inherited(String path) {
    for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
      String parent = path.substring(0, dot);
      if (reasons.containsKey(parent)) {
        return "it lies in " + parent + " and " + reasons.get(parent);
      }
    }
    return "no forward calls it";
  }
}
