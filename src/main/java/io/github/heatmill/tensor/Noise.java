package io.github.heatmill.tensor;

import java.util.Random;

/** Noise from a seed. */
public final class Noise {

  private Noise() {}

  /** Uniform noise in [0, 1), the map of the chance baseline. Shape (h, w). */
  public static Tensor uniform(long seed, int height, int width) {
    Tensor noise = Tensor.zeros(height, width);
    Random random = new Random(seed);
    for (int i = 0; i < noise.size(); i++) {
      noise.values()[i] = random.nextFloat();
    }
    return noise;
  }
}
