package io.github.heatmill.job.input.listing;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.GlobExpander;
import org.apache.hadoop.fs.GlobPattern;

/**
 * Finds what a glob of Hadoop's syntax matches on the local disk. Hadoop itself takes a name that
 * begins with a colon for a broken URI, and does not see links that lead nowhere.
 *
 * @param place the folder above the first part with a wildcard
 * @param matches files, folders and links, in order
 */
record LocalGlob(Path place, List<Path> matches) {
  private static final Pattern WILDCARD = Pattern.compile("[*?\\[{\\\\]");

  /**
   * Finds the matches.
   *
   * @param glob an absolute path with wildcards
   * @throws IllegalArgumentException if a bracket or a brace is not closed
   */
  static LocalGlob of(String glob) throws IOException {
    String above = glob;
    while (hasWildcard(above)) {
      above = above.substring(0, above.lastIndexOf('/'));
    }
    TreeSet<Path> matches = new TreeSet<>();
    try {
      for (String plain : GlobExpander.expand(glob)) {
        matches.addAll(expanded(plain));
      }
    } catch (RuntimeException e) { // Of the pattern, of a class that Hadoop hides.
      throw new IllegalArgumentException(
          "Invalid glob: " + glob + " (" + e.getMessage() + "; a backslash quotes a sign)", e);
    }
    return new LocalGlob(Path.of(above.isEmpty() ? "/" : above), List.copyOf(matches));
  }

  /** Whether a path, or a part of one, has a sign that Hadoop takes for a wildcard. */
  static boolean hasWildcard(String path) {
    return WILDCARD.matcher(path).find();
  }

  private static List<Path> expanded(String glob) throws IOException {
    List<Path> found = List.of(Path.of("/"));
    for (String part : glob.split("/")) {
      if (part.isEmpty()) {
        continue;
      }
      List<Path> deeper = new ArrayList<>();
      for (Path folder : found) {
        deeper.addAll(matches(folder, part));
      }
      found = deeper;
    }
    return found;
  }

  private static List<Path> matches(Path folder, String part) throws IOException {
    if (!hasWildcard(part)) {
      Path next = folder.resolve(part);
      return Files.exists(next, LinkOption.NOFOLLOW_LINKS) ? List.of(next) : List.of();
    }
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    GlobPattern pattern = new GlobPattern(part);
    List<Path> matches = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        if (pattern.matches(entry.getFileName().toString())) {
          matches.add(entry);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return matches;
  }
}
