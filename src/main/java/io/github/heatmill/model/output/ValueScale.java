package io.github.heatmill.model.output;

import io.github.heatmill.tensor.Tensor;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * The direction and the spread of the values that a network for regression returns.
 *
 * @param direction whether maps show what raises a value, or what lowers it
 * @param means the mean of each value over a sample of images; empty if every mean is 0
 * @param spreads the standard deviation of each value over the sample; empty if every one is 1
 */
public record ValueScale(Direction direction, List<Double> means, List<Double> spreads)
    implements Serializable {
  /** What metrics measure of a value, in words. */
  public static final String MEASURED = "sigmoid((value - mean) / spread)";

  /** Values that rise, with mean 0 and spread 1. */
  public static final ValueScale STANDARD = of(Direction.UP);

  /** What maps show of a value. */
  public enum Direction {
    /** The score is the value. */
    UP,
    /** The score is the value with the opposite sign. */
    DOWN;

    /** The direction with this name, from the command line. */
    public static Direction named(String name) {
      return named("--direction", name);
    }

    /**
     * The direction with this name.
     *
     * @param where where the user has named it
     */
    public static Direction named(String where, String name) {
      return switch (name) {
        case "up" -> UP;
        case "down" -> DOWN;
        default ->
            throw new IllegalArgumentException(
                "Unknown " + where + ": " + name + " (must be up or down)");
      };
    }

    /** What maps show, as a phrase. */
    public String shown() {
      return "maps show what " + (this == UP ? "raises" : "lowers") + " the value";
    }

    /** The name on the command line. */
    public String id() {
      return this == UP ? "up" : "down";
    }
  }

  public ValueScale {
    means = List.copyOf(means);
    spreads = List.copyOf(spreads);
  }

  /** A scale with mean 0 and spread 1. */
  public static ValueScale of(Direction direction) {
    return new ValueScale(direction, List.of(), List.of());
  }

  /**
   * The scale of a sample of scores. A value that is the same for all images has the spread 1.
   *
   * @param scores shape (images, values), in the direction of this scale
   */
  public ValueScale over(Tensor scores) {
    int images = scores.length(0);
    int count = scores.length(1);
    List<Double> centres = new ArrayList<>();
    List<Double> deviations = new ArrayList<>();
    for (int c = 0; c < count; c++) {
      double sum = 0;
      for (int i = 0; i < images; i++) {
        sum += scores.values()[i * count + c];
      }
      double mean = sum / images;
      double squares = 0;
      for (int i = 0; i < images; i++) {
        double distance = scores.values()[i * count + c] - mean;
        squares += distance * distance;
      }
      double deviation = Math.sqrt(squares / images);
      centres.add(value(mean));
      deviations.add(deviation > 0 && Double.isFinite(deviation) ? deviation : 1);
    }
    return new ValueScale(direction, centres, deviations);
  }

  /** How many spreads a score lies above the mean. */
  double standardised(int index, double score) {
    return (score - centre(index)) / spread(index);
  }

  /** The mean of a score, which has the direction of this scale. */
  public double centre(int index) {
    return means.isEmpty() ? 0 : value(means.get(index));
  }

  /** The spread of a score. */
  public double spread(int index) {
    return spreads.isEmpty() ? 1 : spreads.get(index);
  }

  /** The value for a score, or the score for a value. */
  public double value(double score) {
    return direction == Direction.UP ? score : -score;
  }
}
