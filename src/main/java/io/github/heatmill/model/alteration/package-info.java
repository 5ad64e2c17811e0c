/** How copies of an image are altered: masks, fills, blurs and gates of a layer. */
package io.github.heatmill.model.alteration;
