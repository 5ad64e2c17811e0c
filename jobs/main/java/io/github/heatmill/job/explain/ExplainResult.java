package io.github.heatmill.job.explain;

import io.github.heatmill.job.explain.outcome.TableCounts;
import io.github.heatmill.job.input.listing.SkippedFiles;
import io.github.heatmill.job.output.RunOutput;
import io.github.heatmill.job.output.SummaryRow;
import io.github.heatmill.job.run.MapRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The result of {@code explain}.
 *
 * @param counts the rows of the tables
 * @param skipped the entries of folders that are no images, by reason
 * @param effort the work of this call
 * @param tables where the tables are
 * @param summary the means of all metrics over all images; empty without metrics
 * @param remarks what the counts do not show, each in a sentence
 * @param failure why the run is of no use although it is complete; empty if it is of use
 */
public record ExplainResult(
    TableCounts counts,
    SkippedFiles skipped,
    Effort effort,
    Tables tables,
    List<SummaryRow> summary,
    List<String> remarks,
    Optional<String> failure) {

  /**
   * The work of this call.
   *
   * @param earlierImages images that were explained before, by earlier calls
   * @param seconds the duration, without the start of Spark
   */
  public record Effort(long earlierImages, double seconds) {}

  /**
   * The tables of the run.
   *
   * @param folder the URI of their folder
   */
  public record Tables(String folder, List<String> names) {
    public Tables {
      names = List.copyOf(names);
    }

    static Tables of(MapRun run) {
      List<String> names = new ArrayList<>(RunOutput.TABLES);
      if (!run.work().layersWithStatistics().isEmpty()) {
        names.add(RunOutput.STATISTICS);
      }
      if (!run.measuring().metrics().isEmpty()) {
        names.add(RunOutput.SUMMARY);
      }
      return new Tables(run.output().folder(), names);
    }
  }

  public ExplainResult {
    summary = List.copyOf(summary);
    remarks = List.copyOf(remarks);
  }

  /** Everything that was found: images with a prediction, images that failed, and the rest. */
  public long found() {
    return counts.images() + skipped.total();
  }

  /** The images that were explained by this call, or failed in it. */
  public long newImages() {
    return counts.images() - effort.earlierImages;
  }
}
