/** What Spark starts on every executor of a job. */
package io.github.heatmill.udf.plugin;
