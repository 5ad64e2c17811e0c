/**
 * Translates the graph of an exported program into statements of TorchScript: one for each call of
 * an operator, with the layers of the original network.
 */
package io.github.heatmill.model.exported.translate;
