/** What a run will cost: measured on a few images, and carried over to all. */
package io.github.heatmill.job.plan;
