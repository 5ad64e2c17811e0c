/** Finds the images that the rows of a file mean, and counts rows and images that do not meet. */
package io.github.heatmill.job.input.match;
