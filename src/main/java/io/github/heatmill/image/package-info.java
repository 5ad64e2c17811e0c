/**
 * Images: from files to what a network sees, as Pillow and torchvision do it, and heat maps drawn
 * on top.
 */
package io.github.heatmill.image;
