/** The schemas of the tables, and paths to them. */
package io.github.heatmill.udf.table;
