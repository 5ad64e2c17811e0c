package io.github.heatmill.tensor;

/** Probabilities from logits. */
public final class Softmax {

  private Softmax() {}

  /**
   * p_c = exp(y_c) / sum over m of exp(y_m), in double precision; NaN everywhere if a logit is NaN
   * or +infinity.
   */
  public static double[] of(float[] logits) {
    double highest = highest(logits);
    double[] probabilities = new double[logits.length];
    double sum = 0;
    for (int i = 0; i < logits.length; i++) {
      probabilities[i] = Math.exp(logits[i] - highest); // The shift keeps exp from overflowing.
      sum += probabilities[i];
    }
    for (int i = 0; i < logits.length; i++) {
      probabilities[i] /= sum;
    }
    return probabilities;
  }

  /** log p_c = y_c - log(sum over m of exp(y_m)), in double precision. */
  public static double[] logarithms(float[] logits) {
    double highest = highest(logits);
    double sum = 0;
    for (float logit : logits) {
      sum += Math.exp(logit - highest); // The shift keeps exp from overflowing.
    }
    double[] logarithms = new double[logits.length];
    for (int i = 0; i < logits.length; i++) {
      logarithms[i] = logits[i] - highest - Math.log(sum);
    }
    return logarithms;
  }

  private static double highest(float[] logits) {
    double highest = Double.NEGATIVE_INFINITY;
    for (float logit : logits) {
      highest = Math.max(highest, logit);
    }
    return highest;
  }
}
