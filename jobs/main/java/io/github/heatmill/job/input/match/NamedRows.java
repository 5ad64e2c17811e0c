package io.github.heatmill.job.input.match;

import io.github.heatmill.udf.match.NameRule;
import io.github.heatmill.udf.match.PathSuffixes;
import io.github.heatmill.udf.match.PlainPath;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The names of images in a file of labels or annotations. It finds the images that they mean, by a
 * {@link NameRule} that holds for the whole file.
 */
public final class NamedRows {
  private static final int LONGEST = 4096;
  private static final int EXAMPLES = 3;

  /** Stands for several names that are equal without the folders in front. */
  private static final Named SEVERAL = new Named("");

  private final String file;
  private final Map<String, Named> byKey = new HashMap<>();
  private final List<Named> all = new ArrayList<>();
  private NameRule rule = NameRule.ENDS;

  /** A name in the file. */
  public static final class Named {
    private final String name;
    private Optional<String> value = Optional.empty();

    /** The image that it means; null for none. */
    private String image;

    /** A name of an image that this name could mean as well, if that is the better one. */
    private Named better;

    private Named(String name) {
      this.name = name;
    }

    private void forget() {
      image = null;
      better = null;
    }

    /** The name as the file spells it. */
    public String name() {
      return name;
    }

    /** What the file says of the image; empty if it says nothing. */
    public Optional<String> value() {
      return value;
    }

    /** Sets what the file says of the image. */
    public void say(String text) {
      value = Optional.of(text);
    }
  }

  /** Starts with a file without rows. */
  public NamedRows(String file) {
    this.file = file;
  }

  /** The file, as messages name it. */
  public String file() {
    return file;
  }

  /** The rule by which the file names images; known after {@link #match}. */
  public NameRule rule() {
    return rule;
  }

  /** Whether a name was added. */
  public boolean has(String name) {
    Named known = byKey.get(name);
    return known != null && known.name.equals(name);
  }

  /**
   * Adds a name, unless it is there.
   *
   * @throws IllegalArgumentException if it is too long for a path
   */
  public Named add(String name) {
    if (has(name)) {
      return byKey.get(name);
    }
    if (name.length() > LONGEST) {
      throw new IllegalArgumentException(
          "Invalid name of an image: "
              + name.length()
              + " characters (must be <= "
              + LONGEST
              + ")");
    }
    Named named = new Named(name);
    rule.keys(name).forEach(key -> byKey.putIfAbsent(key, named));
    byKey.put(name, named);
    all.add(named);
    return named;
  }

  /** The name that means an image; empty if none does. */
  public Optional<Named> find(String image) {
    return find(rule.candidates(image));
  }

  private Optional<Named> find(Collection<String> keys) {
    return keys.stream().map(byKey::get).filter(Objects::nonNull).findFirst();
  }

  /**
   * Finds what each name means, and chooses the rule.
   *
   * @param images the URIs of all images
   * @throws IllegalArgumentException if a name means several images, or if two spellings of one
   *     name say different things
   */
  public RowMatches match(Collection<String> images) {
    RowMatches ends = match(images, rule::candidates);
    int parts = images.isEmpty() || ends.images().met() > 0 ? 0 : lastParts(images);
    if (parts == 0) {
      return ends;
    }
    rule = new NameRule(parts);
    addLastParts();
    return match(images, rule::candidates);
  }

  /**
   * As {@link #match}, where the names of an image are known.
   *
   * @param names the names that an image may have in the file, best first
   */
  public RowMatches match(Collection<String> images, Function<String, Collection<String>> names) {
    all.forEach(Named::forget); // A folder may be listed again and again.
    Set<String> several = new HashSet<>();
    List<String> unnamed = new ArrayList<>();
    long without = 0;
    for (String image : images) {
      List<Named> found =
          names.apply(image).stream().map(byKey::get).filter(Objects::nonNull).distinct().toList();
      if (found.isEmpty()) {
        without++;
        if (unnamed.size() < EXAMPLES) {
          unnamed.add(image);
        }
      } else if (found.get(0).image == null && found.get(0) != SEVERAL) {
        found.get(0).image = image;
        found.forEach(other -> other.better = found.get(0));
      } else if (several.size() < EXAMPLES) {
        several.add(ambiguous(found.get(0), image));
      }
    }
    if (!several.isEmpty()) {
      throw new IllegalArgumentException(
          "Ambiguous names in "
              + file
              + ": "
              + String.join("; ", several)
              + " (name images with their folders, or leave others out by --exclude)");
    }
    return new RowMatches(
        file, names(), new RowMatches.Side(images.size(), without, unnamed), rule.lastParts());
  }

  private static String ambiguous(Named named, String image) {
    return named == SEVERAL
        ? "several names may mean " + image
        : named.name + " may mean " + named.image + " and " + image;
  }

  /** The names by whether they mean an image; a second name of an image counts as well. */
  private RowMatches.Side names() {
    List<Named> unmet = all.stream().filter(named -> named.image == null).toList();
    unmet.stream()
        .filter(named -> named.better != null && !named.better.value.equals(named.value))
        .findFirst()
        .ifPresent(
            named -> {
              throw new IllegalArgumentException(
                  "Rows disagree in %s: %s is %s, and %s is %s (leave one of them out)"
                      .formatted(
                          file,
                          named.better.name,
                          named.better.value.orElse("without a label"),
                          named.name,
                          named.value.orElse("without a label")));
            });
    List<Named> alone = unmet.stream().filter(named -> named.better == null).toList();
    return new RowMatches.Side(
        all.size(), alone.size(), alone.stream().limit(EXAMPLES).map(Named::name).toList());
  }

  /** The largest number of last parts by which a name meets an image; 0 if there is none. */
  private int lastParts(Collection<String> images) {
    long most =
        all.stream().mapToLong(n -> PathSuffixes.of(PlainPath.of(n.name)).count()).max().orElse(0);
    for (int parts = (int) most; parts > 0; parts--) {
      NameRule last = new NameRule(parts);
      Set<String> keys = new HashSet<>();
      all.forEach(named -> last.keys(named.name).stream().skip(1).forEach(keys::add));
      if (images.stream().anyMatch(i -> last.candidates(i).stream().anyMatch(keys::contains))) {
        return parts;
      }
    }
    return 0;
  }

  private void addLastParts() {
    for (Named named : all) {
      rule.keys(named.name).stream()
          .skip(1)
          .forEach(key -> byKey.merge(key, named, (a, b) -> a == b ? a : SEVERAL));
    }
  }
}
