/** The formats in which {@code sql} writes the results of queries. */
package io.github.heatmill.job.sql.format;
