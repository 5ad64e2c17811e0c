/** Writes an exported program as a TorchScript file, which libtorch opens. */
package io.github.heatmill.model.exported.write;
