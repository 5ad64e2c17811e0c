/** The sections of a report but its gallery. */
package io.github.heatmill.job.report.section;
