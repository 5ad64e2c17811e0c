/**
 * Reads and copies the zip archives in which PyTorch saves networks: names, checksums, pickled
 * objects and the places of tensors. Hostile files are refused before anything of them is used.
 */
package io.github.heatmill.model.archive;
