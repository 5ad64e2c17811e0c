/** The page of a comparison. */
package io.github.heatmill.job.compare.page;
