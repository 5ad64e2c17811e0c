package io.github.heatmill.truth;

import java.io.Serializable;

/**
 * The part of an object that the network sees.
 *
 * @param label its label in the dataset; empty if it has none
 * @param box around its outline, in pixels of the network's input and clipped to it
 * @param pixels those whose centres lie inside its outline, at least one
 */
public record VisibleObject(String label, Box box, Region pixels) implements Serializable {}
