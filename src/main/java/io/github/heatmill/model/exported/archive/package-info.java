/**
 * Opens the archives of exported programs ({@code .pt2}) in the three layouts in which PyTorch has
 * written them. Tensors stay in the file and are read as streams.
 */
package io.github.heatmill.model.exported.archive;
