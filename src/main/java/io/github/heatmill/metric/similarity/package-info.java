/** How alike two maps of one image are. */
package io.github.heatmill.metric.similarity;
