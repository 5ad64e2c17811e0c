/**
 * Changes the text and the tensors of a saved network so that it runs in evaluation mode, in
 * float32 and on any device.
 */
package io.github.heatmill.model.torchscript.repair;
