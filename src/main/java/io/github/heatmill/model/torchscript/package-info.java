/**
 * Opens a saved TorchScript file at any named layer, by its source text alone: no Python, no
 * re-export, no engine.
 *
 * <p>A {@code .pt} file is a zip whose {@code code/} entries hold the network as source text.
 * {@link io.github.heatmill.model.torchscript.archive.Archive} reads it, {@link
 * io.github.heatmill.model.torchscript.inline.Inliner} pulls the calls that lead to the requested
 * layers into one straight list of statements, and {@link
 * io.github.heatmill.model.generate.GeneratedMethods} appends methods made from that list, which
 * any libtorch then runs.
 */
package io.github.heatmill.model.torchscript;
