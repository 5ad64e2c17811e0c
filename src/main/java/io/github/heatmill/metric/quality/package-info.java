/** Metrics of the map's own quality: how much of an image it covers, and how evenly. */
package io.github.heatmill.metric.quality;
