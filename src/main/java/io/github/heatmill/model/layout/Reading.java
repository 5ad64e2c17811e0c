package io.github.heatmill.model.layout;

/**
 * The layout of a layer's output, and why it is that.
 *
 * @param layout {@link Layout#NONE} if the output is no map
 * @param reason what shows it: half a sentence
 */
public record Reading(Layout layout, String reason) {

  static Reading noMap(String reason) {
    return new Reading(Layout.NONE, reason);
  }
}
