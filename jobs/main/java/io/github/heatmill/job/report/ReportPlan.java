package io.github.heatmill.job.report;

import io.github.heatmill.job.finished.FinishedRun;
import io.github.heatmill.job.input.ImageSource;
import io.github.heatmill.job.output.PageFile;
import io.github.heatmill.job.problem.Problems;
import io.github.heatmill.job.session.JobEnvironment;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/**
 * The checked settings of a report.
 *
 * @param run the finished run that the report describes
 * @param images the images as they are now; empty if they are where the run found them
 * @param page the page to write
 */
public record ReportPlan(FinishedRun run, Optional<ImageSource> images, PageFile page) {

  /**
   * Checks settings.
   *
   * @throws io.github.heatmill.job.problem.ConfigurationException with all problems
   */
  public static ReportPlan of(ReportSettings settings, JobEnvironment environment) {
    Configuration hadoop = environment.hadoop();
    Problems problems = new Problems();
    Optional<FinishedRun> run = problems.attempt(() -> FinishedRun.read(settings.input(), hadoop));
    Optional<PageFile> page =
        problems.attempt(
            () -> PageFile.of(settings.output().name(), settings.output().existing(), hadoop));
    Optional<ImageSource> images = settings.images().source(hadoop, problems);
    problems.throwIfAny();
    return new ReportPlan(run.orElseThrow(), images, page.orElseThrow());
  }
}
