/** Parses TorchScript source text into statements and expressions. */
package io.github.heatmill.model.torchscript.syntax;
