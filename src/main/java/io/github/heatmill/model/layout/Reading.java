package io.github.heatmill.model.layout;

/**
 * The layout of a layer's output, and why it is that.
 *
 * @param layout {@link Layout#NONE} if the output is no map
 * @param reason what shows it: half a sentence
 */
public record Reading(Layout layout, String reason) {

  /** The reason of a layout that the changes of the output show. */
  static final String MEASURED = "measured";

  private static final String THOUGH = ", though its changes show ";

  /**
   * A layout that the user names.
   *
   * @param found the reading without the user
   */
  static Reading named(Layout layout, Reading found) {
    boolean contradicts = found.reason.equals(MEASURED) && !found.layout.equals(layout);
    return new Reading(layout, "named by the user" + (contradicts ? THOUGH + found.layout : ""));
  }

  /** Whether the user names another layout than that which the changes of the output show. */
  public boolean contradictsChanges() {
    return reason.contains(THOUGH);
  }

  static Reading noMap(String reason) {
    return new Reading(Layout.NONE, reason);
  }
}
