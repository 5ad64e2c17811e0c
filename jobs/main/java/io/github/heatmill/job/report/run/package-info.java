/** The finished run that a report describes, and formats for its numbers. */
package io.github.heatmill.job.report.run;
