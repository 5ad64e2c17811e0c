package io.github.heatmill.job.report;

import io.github.heatmill.job.report.run.Overview;

/**
 * The result of a report.
 *
 * @param counts what the run holds
 * @param page the path or URI of the page
 * @param images how many different images the page shows
 * @param bytes the size of the page
 * @param seconds how long the job took
 */
public record ReportResult(Overview counts, String page, int images, long bytes, double seconds) {}
