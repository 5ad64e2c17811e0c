/** Where a run's images are: files, shards and tables, and which of them a run has taken on. */
package io.github.heatmill.job.input;
