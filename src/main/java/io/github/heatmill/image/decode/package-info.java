/** Decodes image files as Pillow does, whatever their format, colours and orientation. */
package io.github.heatmill.image.decode;
