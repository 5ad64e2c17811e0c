/** Finds the layers of the original network in a graph that was translated into statements. */
package io.github.heatmill.model.exported.layer;
