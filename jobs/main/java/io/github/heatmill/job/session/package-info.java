/** The Spark session of a command, and which build it is. */
package io.github.heatmill.job.session;
