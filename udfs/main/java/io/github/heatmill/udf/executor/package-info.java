/** What runs on Spark's executors: the functions for one partition of images. */
package io.github.heatmill.udf.executor;
