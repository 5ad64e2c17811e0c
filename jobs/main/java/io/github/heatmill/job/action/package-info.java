/** Every job of Heatmill as a method, for programs with a Spark session of their own. */
package io.github.heatmill.job.action;
