/** Summarises many images: activation statistics of layers, and rows of the table summary. */
package io.github.heatmill.udf.summary;
