package io.github.heatmill.job.plan;

import java.util.ArrayList;
import java.util.List;

/** How long work takes, measured often enough to mean something. */
final class Stopwatch {
  private static final int MOST_ROUNDS = 5;
  private static final double ENOUGH_SECONDS = 3;

  private Stopwatch() {}

  /** Seconds of one call. */
  static double once(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / 1e9;
  }

  /** Seconds of a call, the median of a few; what takes long is called once. */
  static double median(Runnable work) {
    List<Double> rounds = new ArrayList<>();
    double spent = 0;
    while (rounds.isEmpty() || rounds.size() < MOST_ROUNDS && spent < ENOUGH_SECONDS) {
      double seconds = once(work);
      spent += seconds;
      rounds.add(seconds);
    }
    double[] sorted = rounds.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }
}
