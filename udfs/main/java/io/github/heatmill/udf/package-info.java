/** Registers Heatmill with Spark: the session extension and the pipeline stage. */
package io.github.heatmill.udf;
