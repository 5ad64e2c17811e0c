/** {@code heatmill score}: metrics for the maps of a finished run. */
package io.github.heatmill.job.score;
