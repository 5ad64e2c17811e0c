/** Values that a saved file decides, and where they flow in its text. */
package io.github.heatmill.model.torchscript.repair.value;
