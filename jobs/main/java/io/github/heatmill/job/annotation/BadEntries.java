package io.github.heatmill.job.annotation;

import io.github.heatmill.job.problem.Problems;

/**
 * Collects the problems of the entries of a long file: the first 20 in words, the rest as a number.
 */
final class BadEntries {
  private static final int SHOWN = 20;

  private final String file;
  private final Problems problems;
  private long count;

  BadEntries(String file, Problems problems) {
    this.file = file;
    this.problems = problems;
  }

  /**
   * Adds a problem.
   *
   * @param where the entry within the file, such as {@code line 3}
   */
  void add(String where, String problem) {
    count++;
    if (count <= SHOWN) {
      problems.add("Invalid annotations: " + file + " " + where + ": " + problem);
    }
  }

  /** Adds the number of further problems; called at the end of the file. */
  void end() {
    problems.expect(
        count <= SHOWN, "Invalid annotations: " + file + " has " + (count - SHOWN) + " more");
  }
}
