package io.github.heatmill.model.layout;

import io.github.heatmill.image.Pixels;
import io.github.heatmill.image.Preprocessing;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The size of a network's input in pixels, and the range of its numbers.
 *
 * @param channels C
 * @param height H
 * @param width W
 * @param ranges those of the channels
 */
public record InputSize(int channels, int height, int width, List<Range> ranges) {
  /** About the numbers of normalised photos. */
  private static final Range NORMALISED = new Range(-2, 2);

  /** The smallest and the largest number of a channel: those of black and of full brightness. */
  public record Range(float low, float high) {}

  public InputSize {
    ranges = List.copyOf(ranges);
  }

  /** An input of red, green and blue. */
  public InputSize(int height, int width) {
    this(Pixels.CHANNELS, height, width, Collections.nCopies(Pixels.CHANNELS, NORMALISED));
  }

  /** The input that a preprocessing gives. */
  public static InputSize of(Preprocessing preprocessing) {
    List<Range> ranges = new ArrayList<>();
    for (int c = 0; c < preprocessing.channels(); c++) {
      float mean = preprocessing.mean().channel(c);
      float std = preprocessing.std().channel(c);
      ranges.add(new Range((0 - mean) / std, (1 - mean) / std));
    }
    return new InputSize(
        preprocessing.channels(), preprocessing.height(), preprocessing.width(), ranges);
  }

  /**
   * Whether a grid of places may belong to this input: one number p exists so that H / p and W / p
   * are the grid's height and width, rounded up or down.
   */
  boolean fits(int rows, int columns) {
    double least = Math.max(height / (rows + 1.0), width / (columns + 1.0));
    double most =
        Math.min(
            rows == 1 ? Double.MAX_VALUE : height / (rows - 1.0),
            columns == 1 ? Double.MAX_VALUE : width / (columns - 1.0));
    return rows <= height && columns <= width && least < most;
  }

  /** Whether a grid has exactly the aspect of this input. */
  boolean hasAspectOf(int rows, int columns) {
    return (long) rows * width == (long) columns * height;
  }
}
