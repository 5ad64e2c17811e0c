/** Charts, each with a table of its numbers. */
package io.github.heatmill.report.chart;
