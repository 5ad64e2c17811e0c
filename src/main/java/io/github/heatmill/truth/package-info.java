/**
 * Ground truth: the objects of an image, read from the files of datasets, and the part of them that
 * the network sees.
 */
package io.github.heatmill.truth;
