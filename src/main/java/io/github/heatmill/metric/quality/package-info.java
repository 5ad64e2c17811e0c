/** What can be said of a map alone: how much of an image it covers, and how evenly. */
package io.github.heatmill.metric.quality;
