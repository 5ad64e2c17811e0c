/** Measures the maps of a batch of images by several metrics together. */
package io.github.heatmill.metric.scoring;
