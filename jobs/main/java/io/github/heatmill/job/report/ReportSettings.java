package io.github.heatmill.job.report;

import io.github.heatmill.job.output.Destination;
import io.github.heatmill.job.picture.ImageLocation;

/**
 * The settings of a report.
 *
 * @param input the output folder of a finished run
 * @param images the place where the run's images are now
 * @param output the page
 */
public record ReportSettings(String input, ImageLocation images, Destination output) {

  /**
   * A report with all defaults: images are where the run found them, and an earlier page is not
   * replaced.
   *
   * @param input the output folder of a finished run
   * @param page the file of the page, in a folder that exists
   */
  public static ReportSettings of(String input, String page) {
    return new ReportSettings(input, ImageLocation.asRecorded(), Destination.unused(page));
  }

  /** The same settings, with images that have moved. */
  public ReportSettings withImages(ImageLocation moved) {
    return new ReportSettings(input, moved, output);
  }

  /** The same settings, where an earlier page is replaced. */
  public ReportSettings replacing() {
    return new ReportSettings(input, images, output.replacing());
  }
}
