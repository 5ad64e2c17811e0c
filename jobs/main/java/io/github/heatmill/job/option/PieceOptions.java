package io.github.heatmill.job.option;

import io.github.heatmill.job.explain.ExplainSettings.Failed;
import io.github.heatmill.job.explain.ExplainSettings.Pieces;
import java.util.OptionalInt;
import picocli.CommandLine.Option;

/** Options that say how a run goes on. */
public final class PieceOptions {
  @Option(
      names = "--retry-errors",
      description = "Try images again that failed, after those that are new.")
  boolean retryErrors;

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
          "Images, or shards, after which rows are committed (default: so many that it takes four"
              + " minutes).")
  Integer images;

  /** The settings that the options name, except {@code --watch}. */
  public Pieces settings() {
    return new Pieces(
        images == null ? OptionalInt.empty() : OptionalInt.of(images),
        retryErrors ? Failed.TRIED_AGAIN : Failed.LEFT);
  }
}
