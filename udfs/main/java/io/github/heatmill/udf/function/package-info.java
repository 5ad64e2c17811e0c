/**
 * The SQL functions of heat maps: what each says of itself to SQL, and how Spark calls it. The
 * mathematics is the core's.
 */
package io.github.heatmill.udf.function;
