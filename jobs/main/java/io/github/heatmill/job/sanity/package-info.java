/** {@code heatmill sanity}: whether maps depend on what the network has learned. */
package io.github.heatmill.job.sanity;
