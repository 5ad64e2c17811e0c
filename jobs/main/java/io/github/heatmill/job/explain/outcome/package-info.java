/** What became of the images of a run. */
package io.github.heatmill.job.explain.outcome;
