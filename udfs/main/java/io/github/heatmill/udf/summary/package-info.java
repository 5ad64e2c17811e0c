/** Sums up many images: activation statistics of layers, and the rows of the table summary. */
package io.github.heatmill.udf.summary;
