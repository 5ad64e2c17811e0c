/** The maps and numbers of two runs that are compared with each other. */
package io.github.heatmill.job.compare.pair;
