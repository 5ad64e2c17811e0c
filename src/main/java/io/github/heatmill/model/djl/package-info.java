/** Runs opened TorchScript networks on DJL's PyTorch engine. The only place that touches DJL. */
package io.github.heatmill.model.djl;
