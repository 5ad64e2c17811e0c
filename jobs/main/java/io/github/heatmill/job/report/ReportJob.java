package io.github.heatmill.job.report;

import io.github.heatmill.job.output.PageFile;
import io.github.heatmill.report.Page;
import io.github.heatmill.report.Section;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.SparkSession;

/**
 * Makes the report of a finished run. The driver holds what the page shows and no more: sums, and
 * the rows and pictures of chosen images.
 *
 * @param progress what is being done
 */
record ReportJob(SparkSession spark, ReportPlan plan, PrintStream progress) {

  /**
   * What came out.
   *
   * @param images with pictures
   * @param bytes of the page
   */
  record Outcome(PageFile page, int images, long bytes) {
    String text() {
      return String.format(
          Locale.ROOT,
          "Report  %s (%s, %.1f MB)%n",
          page.name(),
          Words.count(images, "image"),
          bytes / 1e6);
    }
  }

  Outcome run() throws IOException {
    progress.println("Reading the tables ...");
    OpenedRun opened = OpenedRun.open(spark, plan.run());
    Overview overview = Overview.of(opened);
    Section ran = new WhatRan(opened, overview).section();
    progress.println("Comparing methods ...");
    Section methods = new MethodComparison(opened, overview).section();
    progress.println("Comparing classes ...");
    Section classes = new ClassAudit(opened, overview).section();
    progress.println("Choosing and drawing images ...");
    ImageGallery gallery = ImageGallery.of(plan, opened, overview);
    Page page =
        new Page(
            "Heatmill report of " + plan.run().modelName(),
            List.of(
                ran,
                methods,
                classes,
                gallery.section(overview),
                new ErrorReasons(opened).section(),
                new Definitions(opened).section()));
    long bytes = plan.page().write(page.html(), spark.sparkContext().hadoopConfiguration());
    return new Outcome(plan.page(), gallery.pictures(), bytes);
  }
}
