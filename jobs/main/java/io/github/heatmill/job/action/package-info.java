/** The actions: every job for code that has a Spark session. */
package io.github.heatmill.job.action;
