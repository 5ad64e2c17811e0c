package io.github.heatmill.job.compare.pair;

/**
 * The rules by which images are the same, and by which maps show different evidence.
 *
 * @param parts images are the same if so many last parts of their names are; 0 for the whole name
 * @param agreement maps with a rank correlation below this value show different evidence
 * @param least the share of the images that the baseline explained, 0..1, that must be matched
 *     before a condition on the numbers is decided
 */
public record Matching(int parts, double agreement, double least) {
  /** Whole names. */
  public static final int DEFAULT_PARTS = 0;

  public static final double DEFAULT_AGREEMENT = 0.5;

  public static final double DEFAULT_LEAST = 0.9;

  /** All defaults. */
  public static final Matching DEFAULT =
      new Matching(DEFAULT_PARTS, DEFAULT_AGREEMENT, DEFAULT_LEAST);

  /** How images are paired, in words. */
  public String text() {
    return parts == 0
        ? "by their whole names"
        : "by the last %s of their names".formatted(parts == 1 ? "part" : parts + " parts");
  }
}
