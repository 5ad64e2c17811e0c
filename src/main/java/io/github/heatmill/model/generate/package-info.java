/**
 * Writes the methods that an opened network has beside its own: evidence, heads, masks, altered
 * copies, full gradients.
 */
package io.github.heatmill.model.generate;
