/** Text for a terminal: tables, progress, metrics, and the lists of methods and metrics. */
package io.github.heatmill.job.console;
