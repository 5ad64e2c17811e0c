/** SQL functions that compare a heat map with boxes. */
package io.github.heatmill.udf.function.truth;
