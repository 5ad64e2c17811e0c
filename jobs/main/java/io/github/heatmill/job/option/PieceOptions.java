package io.github.heatmill.job.option;

import io.github.heatmill.job.input.PieceSize;
import io.github.heatmill.job.problem.Problems;
import picocli.CommandLine.Option;

/** How a run goes on: in which pieces, with which images again, and until when. */
public final class PieceOptions {
  @Option(
      names = "--retry-errors",
      description = "Try images again that failed, after those that are new.")
  public boolean retryErrors;

  @Option(
      names = "--watch",
      arity = "0..1",
      fallbackValue = "10",
      paramLabel = "SECONDS",
      description =
          "Do not end: look for new images every so many seconds (default: ${FALLBACK-VALUE}).")
  public Integer watch;

  @Option(
      names = "--piece-images",
      paramLabel = "N",
      description =
          "Images, or shards, after which rows are committed (default: as many as take four minutes).")
  Integer images;

  /** Notes what is impossible. */
  public void check(Problems problems) {
    problems.expect(
        watch == null || watch > 0, "Invalid --watch: " + watch + " (must be > 0 seconds)");
    problems.expect(
        images == null || images > 0, "Invalid --piece-images: " + images + " (must be > 0)");
  }

  /**
   * The size of the first piece.
   *
   * @param files so many that rows are there soon
   * @param smallest enough for every core to have something to do
   */
  public PieceSize first(int files, int smallest) {
    return images == null ? PieceSize.first(files, smallest) : PieceSize.of(images);
  }
}
