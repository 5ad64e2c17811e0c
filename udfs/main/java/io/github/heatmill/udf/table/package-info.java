/** The tables of a run, and how numbers stand in their binary columns. */
package io.github.heatmill.udf.table;
