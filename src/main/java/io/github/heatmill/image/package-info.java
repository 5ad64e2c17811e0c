/** Images: decoding and preprocessing as in Pillow and torchvision, and drawing of heat maps. */
package io.github.heatmill.image;
