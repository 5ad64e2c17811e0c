/** Networks as the rest of the project sees them: they give evidence for batches of images. */
package io.github.heatmill.model;
