/** Spark plugins: metrics of executors, and the watch that finds images that end a process. */
package io.github.heatmill.udf.plugin;
