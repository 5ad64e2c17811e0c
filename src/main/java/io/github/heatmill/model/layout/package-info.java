/**
 * Layouts: which axes of a layer's output are channels and places. They are found by comparing the
 * outputs of a layer for images that differ in one quarter.
 */
package io.github.heatmill.model.layout;
