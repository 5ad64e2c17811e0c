package io.github.heatmill.udf.match;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The rule by which a file of labels or annotations names images. A name is the end of an image's
 * path, with or without its extension, in any spelling of {@link PlainPath}. The longest end comes
 * first, so that equal names in different folders are told apart.
 *
 * @param lastParts the number of last parts by which paths are compared, where no name is the end
 *     of an image's path because other folders are in front; 0 where that is not so
 */
public record NameRule(int lastParts) implements Serializable {
  /** Names are ends of paths. */
  public static final NameRule ENDS = new NameRule(0);

  /** Begins the key of a name in its plain spelling. */
  private static final char PLAIN = '\1';

  /** Begins the key of the last parts of a name. */
  private static final char LAST = '\2';

  /** The keys under which an index holds a name, the name itself first. */
  public List<String> keys(String name) {
    String plain = PlainPath.of(name);
    List<String> keys = new ArrayList<>(List.of(name));
    if (!plain.equals(name)) {
      keys.add(PLAIN + plain);
    }
    if (lastParts > 0) {
      last(plain).ifPresent(end -> keys.add(LAST + end));
    }
    return keys;
  }

  /** Whether a key stands for a name that is spelt otherwise. */
  public static boolean isAlias(String key) {
    return !key.isEmpty() && (key.charAt(0) == PLAIN || key.charAt(0) == LAST);
  }

  /** The keys under which an index may hold an image, best first. */
  public Set<String> candidates(String image) {
    String plain = PlainPath.of(image);
    List<String> ends = PathSuffixes.of(image).toList();
    List<String> plainEnds = PathSuffixes.of(plain).toList();
    Set<String> candidates = new LinkedHashSet<>();
    add(ends, plainEnds, candidates);
    add(stems(ends), stems(plainEnds), candidates);
    if (lastParts > 0) {
      last(plain).ifPresent(end -> candidates.add(LAST + end));
      last(PathSuffixes.withoutExtension(plain)).ifPresent(end -> candidates.add(LAST + end));
    }
    return candidates;
  }

  private static List<String> stems(List<String> paths) {
    return paths.stream().map(PathSuffixes::withoutExtension).toList();
  }

  /** Adds ends of one path in two spellings, those with more parts first. */
  private static void add(List<String> ends, List<String> plain, Set<String> candidates) {
    for (int parts = Math.max(ends.size(), plain.size()); parts > 0; parts--) {
      if (parts <= ends.size()) {
        candidates.add(ends.get(ends.size() - parts));
      }
      if (parts <= plain.size()) {
        String end = plain.get(plain.size() - parts);
        candidates.add(end);
        candidates.add(PLAIN + end);
      }
    }
  }

  private Optional<String> last(String plain) {
    List<String> ends = PathSuffixes.of(plain).toList();
    return ends.size() < lastParts
        ? Optional.empty()
        : Optional.of(ends.get(ends.size() - lastParts));
  }
}
