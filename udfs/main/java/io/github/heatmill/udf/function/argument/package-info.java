/** Reads and checks the arguments of SQL functions. */
package io.github.heatmill.udf.function.argument;
