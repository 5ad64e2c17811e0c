/** Command-line options for images that were moved. */
package io.github.heatmill.job.option;
