/** {@code heatmill explain}: the run over a dataset, in pieces that can go on. */
package io.github.heatmill.job.explain;
