/** Measures the maps of a finished run, partition by partition. */
package io.github.heatmill.udf.score;
