package io.github.heatmill.method.head;

import io.github.heatmill.tensor.Ranking;

/**
 * The predictions that {@link ChannelInformation} tells apart: the explained class, then the
 * classes of the highest logits, and where there are more, all others as one.
 *
 * @param classes the classes that count singly, the explained one first
 * @param rest whether there are others
 */
record Outcomes(int[] classes, boolean rest) {
  /** So that the work for one gate does not grow with the number of classes. */
  private static final int MOST = 16;

  static Outcomes of(float[] logits, int target) {
    double[] order = new double[logits.length];
    for (int c = 0; c < logits.length; c++) {
      order[c] = logits[c];
    }
    order[target] = Double.POSITIVE_INFINITY;
    boolean rest = logits.length > MOST;
    return new Outcomes(Ranking.largest(order, rest ? MOST - 1 : logits.length), rest);
  }

  /** The number of outcomes. */
  int count() {
    return classes.length + (rest ? 1 : 0);
  }

  /** The probability of each outcome, from those of all classes. */
  double[] probabilities(double[] ofClasses) {
    double[] probabilities = new double[count()];
    double sum = 0;
    for (int y = 0; y < classes.length; y++) {
      probabilities[y] = ofClasses[classes[y]];
      sum += probabilities[y];
    }
    if (rest) {
      probabilities[classes.length] = Math.max(0, 1 - sum); // Rounding may lead below 0.
    }
    return probabilities;
  }
}
