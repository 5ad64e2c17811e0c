/**
 * Reads tar files with many images, in the format of WebDataset, as a stream and without unpacking
 * them.
 */
package io.github.heatmill.udf.shard;
