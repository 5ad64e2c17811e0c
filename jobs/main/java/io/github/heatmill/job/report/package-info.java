/** The report of a finished run: one HTML page. */
package io.github.heatmill.job.report;
