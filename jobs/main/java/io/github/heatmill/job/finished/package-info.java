/** Finished runs, opened again. */
package io.github.heatmill.job.finished;
