/**
 * Ground truth: where the objects of an image are, as the files of datasets say it, and what of it
 * the network sees.
 */
package io.github.heatmill.truth;
