/** The schemas of the tables of a run, and the format of their binary columns. */
package io.github.heatmill.udf.table;
