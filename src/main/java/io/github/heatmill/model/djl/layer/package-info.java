/** The layers of a network that have maps, found by running it. */
package io.github.heatmill.model.djl.layer;
