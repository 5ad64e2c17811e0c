/** The report of a finished run: one page for people. */
package io.github.heatmill.job.report;
