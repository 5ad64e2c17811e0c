/**
 * Reads a saved TorchScript file by its source text alone.
 *
 * <p>A {@code .pt} file is a zip whose {@code code/} entries hold the network as source text.
 * {@link io.github.heatmill.model.torchscript.archive.Archive} reads it, and {@link
 * io.github.heatmill.model.torchscript.inline.Inliner} pulls the calls that lead to the requested
 * layers into one straight list of statements.
 */
package io.github.heatmill.model.torchscript;
