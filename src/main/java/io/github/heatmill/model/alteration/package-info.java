/** Alterations of images and of layer outputs: masks, fills, blurs, and gates. */
package io.github.heatmill.model.alteration;
