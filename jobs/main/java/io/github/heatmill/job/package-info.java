/** What runs on Spark's driver: one package for each command, and what they share. */
package io.github.heatmill.job;
