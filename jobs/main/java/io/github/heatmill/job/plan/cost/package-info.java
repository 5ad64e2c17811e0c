/** Measures the time and the memory that a run needs. */
package io.github.heatmill.job.plan.cost;
