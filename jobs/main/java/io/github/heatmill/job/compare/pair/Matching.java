package io.github.heatmill.job.compare.pair;

/**
 * The rules by which images are the same, and by which maps show different evidence.
 *
 * @param parts images are the same if so many last parts of their names are; 0 for the whole name
 * @param agreement maps with a rank correlation below this value show different evidence
 */
public record Matching(int parts, double agreement) {
  /** Whole names, and a rank correlation of at least 0.5. */
  public static final Matching DEFAULT = new Matching(0, 0.5);

  /** How images are paired, in words. */
  public String text() {
    return parts == 0
        ? "by their whole names"
        : "by the last %s of their names".formatted(parts == 1 ? "part" : parts + " parts");
  }
}
