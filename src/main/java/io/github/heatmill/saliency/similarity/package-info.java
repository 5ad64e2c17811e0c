/** How alike two maps are. */
package io.github.heatmill.saliency.similarity;
