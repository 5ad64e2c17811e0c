/** Tar files that hold many images, as WebDataset writes them: read as a stream, never unpacked. */
package io.github.heatmill.udf.shard;
