/** Fetches and decodes the images of a partition: files, table rows, and members of tar shards. */
package io.github.heatmill.udf.image;
