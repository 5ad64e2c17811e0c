/** SQL functions that draw heat maps. */
package io.github.heatmill.udf.function.picture;
