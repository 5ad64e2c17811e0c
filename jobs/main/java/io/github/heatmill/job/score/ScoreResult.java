package io.github.heatmill.job.score;

import io.github.heatmill.job.output.SummaryRow;
import java.util.List;
import java.util.Optional;

/**
 * The result of {@code score}.
 *
 * @param folder the run
 * @param images the images whose maps were measured
 * @param seconds the duration, without the start of Spark
 * @param unmeasured maps that could not be measured
 * @param summary the means of all metrics of the run over all images
 */
public record ScoreResult(
    String folder, long images, double seconds, Unmeasured unmeasured, List<SummaryRow> summary) {

  /**
   * Maps that could not be measured.
   *
   * @param count their number
   * @param example an image with the stage and the reason of its failure
   */
  public record Unmeasured(long count, Optional<String> example) {}

  public ScoreResult {
    summary = List.copyOf(summary);
  }
}
