/** Trials of a network on sample images before a run. */
package io.github.heatmill.job.trial;
