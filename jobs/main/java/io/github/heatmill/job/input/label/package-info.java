/** Finds the label of each image. */
package io.github.heatmill.job.input.label;
