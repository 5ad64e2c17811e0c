/** The Spark session in which a job works, its configuration, and the progress of the job. */
package io.github.heatmill.job.session;
