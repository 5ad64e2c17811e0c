/** Reads the references with which a network's embeddings are compared: images and tables. */
package io.github.heatmill.job.reference;
