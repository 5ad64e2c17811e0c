/**
 * Reads a TorchScript file: the zip, its pickled objects, its tensors, and the source text of its
 * classes. Hostile files are refused before anything of them is used.
 */
package io.github.heatmill.model.torchscript.archive;
