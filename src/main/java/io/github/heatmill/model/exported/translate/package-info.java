/**
 * Translates the graph of an exported program into statements of TorchScript: one for each call of
 * an operator.
 */
package io.github.heatmill.model.exported.translate;
