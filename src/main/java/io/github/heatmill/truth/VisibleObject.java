package io.github.heatmill.truth;

import java.io.Serializable;

/**
 * What the network sees of an object.
 *
 * @param label what the dataset calls it; empty when it says nothing
 * @param box around its outline, in pixels of the network's input and clipped to it
 * @param pixels those whose centres lie inside its outline, at least one
 */
public record VisibleObject(String label, Box box, Region pixels) implements Serializable {}
