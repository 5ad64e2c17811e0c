/** What runs on Spark's driver: one class per job, its configuration, and the command line. */
package io.github.heatmill.job;
