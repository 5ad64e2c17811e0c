package io.github.heatmill.naming;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Suggests known names that are similar to an unknown one. */
public final class ClosestNames {

  private static final int SLIP = 2;

  private ClosestNames() {}

  /** At most {@code count} of the known names, those with the fewest edits (Levenshtein) first. */
  public static List<String> of(String name, Collection<String> known, int count) {
    return known.stream()
        .sorted(Comparator.comparingInt(candidate -> edits(name, candidate)))
        .limit(count)
        .toList();
  }

  /** The known name that differs by at most two edits, as a slip does; none if there is none. */
  public static Optional<String> meant(String name, Collection<String> known) {
    return of(name, known, 1).stream()
        .filter(closest -> edits(name, closest) <= Math.min(SLIP, closest.length() / 2))
        .findFirst();
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
