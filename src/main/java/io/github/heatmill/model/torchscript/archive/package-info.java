/** Reads a TorchScript file: its classes as source text, and the objects with its attributes. */
package io.github.heatmill.model.torchscript.archive;
