/** Statements, their results, and the views of a run. */
package io.github.heatmill.job.sql;
