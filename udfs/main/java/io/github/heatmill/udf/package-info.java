/**
 * What runs on Spark's executors: the function for one partition of images, and the tables that it
 * fills.
 */
package io.github.heatmill.udf;
