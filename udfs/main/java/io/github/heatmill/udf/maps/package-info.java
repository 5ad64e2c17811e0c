/** Makes the maps of a partition, and compares them with those of a randomised network. */
package io.github.heatmill.udf.maps;
