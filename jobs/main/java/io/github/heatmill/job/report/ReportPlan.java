package io.github.heatmill.job.report;

import io.github.heatmill.job.finished.FinishedRun;
import io.github.heatmill.job.input.ImageSource;
import io.github.heatmill.job.option.MovedImages;
import io.github.heatmill.job.output.PageFile;
import io.github.heatmill.job.problem.Problems;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;

/**
 * A report that has been checked as far as it can be without Spark.
 *
 * @param run of which it tells
 * @param images where they are now; empty for where the run found them
 * @param page where it is written
 */
record ReportPlan(FinishedRun run, Optional<ImageSource> images, PageFile page) {

  /**
   * Checks a command.
   *
   * @throws io.github.heatmill.job.problem.ConfigurationException with everything that is wrong
   *     with it
   */
  static ReportPlan of(ReportCommand command) {
    Configuration hadoop = SparkHadoopUtil.get().newConfiguration(new SparkConf());
    Problems problems = new Problems();
    Optional<FinishedRun> run = problems.attempt(() -> FinishedRun.read(command.input, hadoop));
    Optional<PageFile> page =
        problems.attempt(() -> PageFile.of(command.output, command.existing(), hadoop));
    Optional<ImageSource> images = MovedImages.source(command.images, hadoop, problems);
    problems.throwIfAny();
    return new ReportPlan(run.orElseThrow(), images, page.orElseThrow());
  }

  /** What is about to happen. */
  String text() {
    return String.format(
        "Run     %s%nModel   %s%nImages  %s%n",
        run.folder(),
        run.modelName(),
        images.map(ImageSource::description).orElse("where the run found them"));
  }
}
