package io.github.heatmill.job.input.listing;

import java.nio.file.FileSystems;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;

/**
 * Chooses among the files below a place. A glob is compared with the path of a file relative to the
 * place, or, if it has no slash, with the file's name alone. {@code *} stays within one folder, and
 * {@code **} does not.
 *
 * @param includes globs one of which a file must match; empty for all files
 * @param excludes globs none of which a file may match
 */
public record FileFilter(List<String> includes, List<String> excludes) {
  /** Every file. */
  public static final FileFilter ALL = new FileFilter(List.of(), List.of());

  public FileFilter {
    includes = List.copyOf(includes);
    excludes = List.copyOf(excludes);
  }

  /** The files that match one of these globs. */
  public static FileFilter including(String... globs) {
    return new FileFilter(List.of(globs), List.of());
  }

  /** The files that match none of these globs. */
  public static FileFilter excluding(String... globs) {
    return new FileFilter(List.of(), List.of(globs));
  }

  /** A filter that is ready for many files. */
  Matcher matcher() {
    return new Matcher(
        includes.stream().map(glob -> Glob.of("--include", glob)).toList(),
        excludes.stream().map(glob -> Glob.of("--exclude", glob)).toList());
  }

  /** A filter whose globs are compiled. */
  record Matcher(List<Glob> includes, List<Glob> excludes) {

    /** The reason why a file is left out; empty if it is wanted. */
    Optional<String> refusal(String relative) {
      if (includes.isEmpty() && excludes.isEmpty()) {
        return Optional.empty();
      }
      if (!includes.isEmpty() && includes.stream().noneMatch(glob -> glob.matches(relative))) {
        return Optional.of("not among --include");
      }
      return excludes.stream().anyMatch(glob -> glob.matches(relative))
          ? Optional.of("excluded by --exclude")
          : Optional.empty();
    }
  }

  /** A compiled glob, for whole paths or for names. */
  record Glob(PathMatcher matcher, boolean whole) {
    static Glob of(String option, String glob) {
      try {
        return new Glob(
            FileSystems.getDefault().getPathMatcher("glob:" + glob), glob.indexOf('/') >= 0);
      } catch (PatternSyntaxException e) {
        throw new IllegalArgumentException(
            "Invalid " + option + ": " + glob + " (" + e.getDescription() + " in the glob)", e);
      }
    }

    boolean matches(String relative) {
      try {
        Path path = Path.of(relative);
        return matcher.matches(whole ? path : path.getFileName());
      } catch (InvalidPathException e) {
        return false; // The name has letters that this system cannot write.
      }
    }
  }
}
