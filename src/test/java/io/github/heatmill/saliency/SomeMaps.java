package io.github.heatmill.saliency;

import io.github.heatmill.tensor.Tensor;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;

/** Small maps for tests. */
public final class SomeMaps {
  private SomeMaps() {}

  /** A map of rows of the given width. */
  public static Tensor map(int width, float... values) {
    return Tensor.of(values, values.length / width, width);
  }

  /** A map of normally distributed values, about half of them cut off at 0 like those of CAM. */
  public static Tensor random(Random random, int height, int width) {
    Tensor map = Tensor.zeros(height, width);
    double offset = random.nextBoolean() ? 0 : 10;
    for (int i = 0; i < map.size(); i++) {
      map.values()[i] = (float) Math.max(0, random.nextGaussian() + offset);
    }
    map.values()[random.nextInt(map.size())] = 20; // Not flat, if it has two places.
    return map;
  }

  /** A changed copy. */
  public static Tensor changed(Tensor map, DoubleUnaryOperator change) {
    Tensor changed = Tensor.zeros(map.shape());
    for (int i = 0; i < map.size(); i++) {
      changed.values()[i] = (float) change.applyAsDouble(map.values()[i]);
    }
    return changed;
  }

  /** Maps without evidence: all values the same, also of a single place, or some not finite. */
  public static Tensor[] undefined() {
    return new Tensor[] {
      map(1, 5),
      map(2, 0.1f, 0.1f, 0.1f, 0.1f, 0.1f, 0.1f),
      map(2, 0f, -0f),
      map(2, 1, Float.NaN),
      map(3, 1, 2, Float.POSITIVE_INFINITY),
      map(3, 1, 2, Float.NEGATIVE_INFINITY)
    };
  }
}
