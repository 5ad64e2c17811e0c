/** A saved network on its way to the executors: for jobs, for SQL, and for Spark's pipelines. */
package io.github.heatmill.udf.explain;
