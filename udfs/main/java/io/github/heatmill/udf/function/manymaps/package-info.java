/** Aggregate functions over the maps of many rows. */
package io.github.heatmill.udf.function.manymaps;
