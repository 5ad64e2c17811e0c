package io.github.heatmill.udf.function.truth;

import io.github.heatmill.udf.function.argument.HeatmapArgument;

/** The note about boxes in the help of functions that take them. */
final class BoxNotes {
  static final String TEXT =
      "Boxes count with their part inside the picture; one that is null or lacks a"
          + " number is passed over, and one with a side that is not above 0 is an error."
          + " Height and width are those of the picture that boxes are measured in, over which"
          + " the map is stretched: the network's input. The columns heatmap and boxes of a"
          + " run's tables carry them, so that they may be left out; boxes of a column without"
          + " them need both. Null without a box in the picture. "
          + HeatmapArgument.UNDEFINED;

  private BoxNotes() {}
}
