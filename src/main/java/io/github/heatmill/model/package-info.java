/**
 * What a network is to the rest of the project: something that gives evidence for a batch of
 * images.
 */
package io.github.heatmill.model;
