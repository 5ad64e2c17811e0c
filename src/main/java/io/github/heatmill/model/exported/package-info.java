/**
 * Opens files of {@code torch.export.save} at their layers, without Python.
 *
 * <p>{@link io.github.heatmill.model.exported.archive.ExportedArchive} reads and checks the zip and
 * its graph, {@link io.github.heatmill.model.exported.translate.Translation} turns the graph into
 * statements, and {@link io.github.heatmill.model.exported.write.TorchScriptWriter} writes them
 * with the network's tensors as a file that libtorch opens.
 */
package io.github.heatmill.model.exported;
