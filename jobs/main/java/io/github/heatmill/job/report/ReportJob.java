package io.github.heatmill.job.report;

import io.github.heatmill.job.report.gallery.ImageGallery;
import io.github.heatmill.job.report.run.OpenedRun;
import io.github.heatmill.job.report.run.Overview;
import io.github.heatmill.job.report.section.ClassSection;
import io.github.heatmill.job.report.section.DefinitionSection;
import io.github.heatmill.job.report.section.ErrorSection;
import io.github.heatmill.job.report.section.MethodSection;
import io.github.heatmill.job.report.section.RunSection;
import io.github.heatmill.job.session.ProgressListener;
import io.github.heatmill.report.Page;
import io.github.heatmill.report.Section;
import java.io.IOException;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/**
 * Writes the report of a finished run. The driver holds only what the page shows: sums, and the
 * rows and pictures of chosen images.
 *
 * @param progress receives the steps of the job
 */
public record ReportJob(SparkSession spark, ReportPlan plan, ProgressListener progress) {

  /** Writes the page. */
  public ReportResult run() throws IOException {
    long start = System.nanoTime();
    progress.stepStarted("Reading the tables ...");
    OpenedRun opened = OpenedRun.open(spark, plan.run());
    Overview overview = Overview.of(opened);
    Section ran = new RunSection(opened, overview).section();
    progress.stepStarted("Comparing methods ...");
    Section methods = new MethodSection(opened, overview).section();
    progress.stepStarted("Comparing classes ...");
    Section classes = new ClassSection(opened, overview).section();
    progress.stepStarted("Choosing and drawing images ...");
    ImageGallery gallery = ImageGallery.of(opened, overview, plan.images());
    Page page =
        new Page(
            "Heatmill report of " + plan.run().modelName(),
            List.of(
                ran,
                methods,
                classes,
                gallery.section(overview),
                new ErrorSection(opened).section(),
                new DefinitionSection(opened).section()));
    long bytes = plan.page().write(page.html(), spark.sparkContext().hadoopConfiguration());
    double seconds = (System.nanoTime() - start) / 1e9;
    return new ReportResult(overview, plan.page().name(), gallery.pictures(), bytes, seconds);
  }
}
