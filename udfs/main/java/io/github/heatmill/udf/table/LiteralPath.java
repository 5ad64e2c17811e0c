package io.github.heatmill.udf.table;

import java.util.regex.Pattern;

/**
 * A path for Spark's readers, which take brackets, braces, stars, question marks and backslashes
 * for wildcards, also in the name of a folder that exists. Its writers take every path as it is.
 */
public final class LiteralPath {
  private static final Pattern WILDCARD = Pattern.compile("[\\\\{}\\[\\]*?]");

  private LiteralPath() {}

  /** The path with its wildcards quoted, so that it stands for itself alone. */
  public static String of(String path) {
    return WILDCARD.matcher(path).replaceAll("\\\\$0");
  }

  /** Whether Spark would take a sign of the path for a wildcard. */
  public static boolean isNeeded(String path) {
    return WILDCARD.matcher(path).find();
  }
}
