/**
 * The graph of an exported program ({@code torch.export}), as its file states it: calls of
 * operators in order, their arguments, the shapes of values, and what the inputs and outputs are.
 */
package io.github.heatmill.model.exported.graph;
