/** Reads CSV files. */
package io.github.heatmill.job.csv;
