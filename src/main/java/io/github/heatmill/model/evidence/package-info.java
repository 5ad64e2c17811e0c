/** What one pass of a batch of images through a network gives, for each explained class. */
package io.github.heatmill.model.evidence;
