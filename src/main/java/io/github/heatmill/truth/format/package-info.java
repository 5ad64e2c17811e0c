/**
 * Reads ground truth from the files of datasets: Pascal VOC, ImageNet, COCO run lengths, PNG masks.
 */
package io.github.heatmill.truth.format;
