package io.github.heatmill.method.masking;

import io.github.heatmill.method.Objective;
import io.github.heatmill.tensor.Adam;
import io.github.heatmill.tensor.Ranges;
import io.github.heatmill.tensor.Softmax;
import io.github.heatmill.tensor.Tensor;
import java.util.Arrays;

/** Opti-CAM's search for the best weights of one image's channels. */
final class OptiSearch {
  private static final double START = 0.5;

  private final Tensor activations;
  private final double[] numbers;
  private final Adam adam;
  private double[] weights;
  private double[] best;
  private double first = Double.NaN;
  private double highest = Double.NEGATIVE_INFINITY;
  private boolean settled;

  /**
   * Starts with equal weights.
   *
   * @param activations A, shape (K, h, w)
   */
  OptiSearch(Tensor activations, double rate) {
    this.activations = activations;
    this.numbers = new double[activations.length(0)];
    Arrays.fill(numbers, START);
    this.adam = new Adam(numbers.length, rate);
    this.weights = softmax(numbers);
    this.best = weights;
  }

  /** The map to try next, shape (h, w). */
  Tensor next() {
    return sum(weights);
  }

  /** The best map so far and its objective. */
  Fit fit() {
    return new Fit(sum(best), new Objective(first, highest));
  }

  /** Whether nothing can change any more. */
  boolean settled() {
    return settled;
  }

  /**
   * Learns from the map that was tried.
   *
   * @param logit that the explained class got
   * @param gradient of that logit by the map, shape (h, w)
   */
  void learn(double logit, Tensor gradient) {
    if (settled) {
      return;
    }
    if (Double.isNaN(first)) {
      first = logit;
    }
    double[] slope = slope(gradient);
    double steepness = Arrays.stream(slope).map(Math::abs).sum();
    if (Double.isNaN(logit + steepness)) {
      // NaN cannot be repaired and must show in the map.
      best = new double[numbers.length];
      Arrays.fill(best, Double.NaN);
      highest = Double.NaN;
      settled = true;
      return;
    }
    if (logit > highest) {
      highest = logit;
      best = weights;
    }
    if (steepness == 0) {
      settled = true;
      return;
    }
    // Adam goes down, the search goes up.
    adam.step(numbers, Arrays.stream(slope).map(s -> -s).toArray());
    weights = softmax(numbers);
  }

  /** dy/du_j = w_j (d_j - sum over k of w_k d_k), with d_k = sum over places of A_k dy/dm. */
  private double[] slope(Tensor gradient) {
    double[] slope = new double[numbers.length];
    Tensor map = next();
    if (Ranges.minimum(map) == Ranges.maximum(map)) {
      return slope;
    }
    int positions = gradient.size();
    double mean = 0;
    for (int k = 0; k < slope.length; k++) {
      for (int p = 0; p < positions; p++) {
        slope[k] += (double) activations.values()[k * positions + p] * gradient.values()[p];
      }
      mean += weights[k] * slope[k];
    }
    for (int k = 0; k < slope.length; k++) {
      slope[k] = weights[k] * (slope[k] - mean);
    }
    return slope;
  }

  private Tensor sum(double[] shares) {
    int positions = activations.length(1) * activations.length(2);
    float[] map = new float[positions];
    for (int p = 0; p < positions; p++) {
      double sum = 0;
      for (int k = 0; k < shares.length; k++) {
        sum += shares[k] * activations.values()[k * positions + p];
      }
      map[p] = (float) sum;
    }
    return Tensor.of(map, activations.length(1), activations.length(2));
  }

  private static double[] softmax(double[] numbers) {
    float[] rounded = new float[numbers.length];
    for (int i = 0; i < rounded.length; i++) {
      rounded[i] = (float) numbers[i];
    }
    return Softmax.of(rounded);
  }

  /**
   * The result of {@link OptiCam} for one image at one layer.
   *
   * @param map S, shape (h, w)
   * @param objective y under the first map and under the best; NaN where it was not a number
   */
  record Fit(Tensor map, Objective objective) {}
}
