package io.github.heatmill.naming;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Suggests known names that are similar to an unknown one. */
public final class ClosestNames {

  private ClosestNames() {}

  /** At most {@code count} of the known names, those with the fewest edits (Levenshtein) first. */
  public static List<String> of(String name, Collection<String> known, int count) {
    return known.stream()
        .sorted(Comparator.comparingInt(candidate -> edits(name, candidate)))
        .limit(count)
        .toList();
  }

  private static int edits(String from, String to) {
    int[] previous = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int[] current = new int[to.length() + 1];
      current[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = previous[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
      }
      previous = current;
    }
    return previous[to.length()];
  }
}
