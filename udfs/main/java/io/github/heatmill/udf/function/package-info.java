/**
 * Makes SQL functions of heat maps available to Spark: their descriptions, checks and calls. The
 * mathematics is in the core.
 */
package io.github.heatmill.udf.function;
