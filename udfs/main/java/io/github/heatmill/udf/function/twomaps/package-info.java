/** SQL functions that compare two heat maps. */
package io.github.heatmill.udf.function.twomaps;
