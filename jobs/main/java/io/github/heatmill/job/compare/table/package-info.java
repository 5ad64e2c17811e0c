/** The tables and the summary of a comparison. */
package io.github.heatmill.job.compare.table;
