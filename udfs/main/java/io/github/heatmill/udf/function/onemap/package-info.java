/** SQL functions of one heat map. */
package io.github.heatmill.udf.function.onemap;
