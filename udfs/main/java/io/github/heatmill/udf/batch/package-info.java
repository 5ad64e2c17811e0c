/** Collects decoded images into batches for the network, and isolates the images that fail. */
package io.github.heatmill.udf.batch;
