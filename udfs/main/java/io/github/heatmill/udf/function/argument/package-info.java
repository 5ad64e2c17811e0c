/** The types of arguments that SQL functions take, with their checks and conversions. */
package io.github.heatmill.udf.function.argument;
