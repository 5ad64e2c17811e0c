package io.github.heatmill.method.head;

import io.github.heatmill.tensor.Ranking;

/**
 * Estimates the mutual information I(m_k; Y) between a channel's gate and one image's prediction Y
 * from predictions under random gates. Keeps only sums, not the predictions.
 */
final class ChannelInformation {
  private final Outcomes outcomes;
  private final double[] sums;
  private final double[] squares;
  private final double[][] openSums;
  private final int[] opens;
  private int draws;

  ChannelInformation(int channels, Outcomes outcomes) {
    this.outcomes = outcomes;
    this.sums = new double[outcomes.count()];
    this.squares = new double[outcomes.count()];
    this.openSums = new double[channels][outcomes.count()];
    this.opens = new int[channels];
  }

  /**
   * Adds a prediction.
   *
   * @param gates holds 1 for each open channel, from {@code start}
   * @param ofClasses the probabilities under these gates
   */
  void add(float[] gates, int start, double[] ofClasses) {
    double[] q = outcomes.probabilities(ofClasses);
    draws++;
    for (int y = 0; y < q.length; y++) {
      sums[y] += q[y];
      squares[y] += q[y] * q[y];
    }
    for (int k = 0; k < opens.length; k++) {
      if (gates[start + k] == 1) {
        opens[k]++;
        for (int y = 0; y < q.length; y++) {
          openSums[k][y] += q[y];
        }
      }
    }
  }

  /** w, one for each channel. */
  double[] signed() {
    double[] weights = new double[opens.length];
    for (int k = 0; k < weights.length; k++) {
      weights[k] = signed(k);
    }
    return weights;
  }

  /**
   * The estimate in nats, less its bias by chance: positive for a channel that raises the
   * probability of the explained class and negative for one that lowers it.
   */
  private double signed(int channel) {
    int closed = draws - opens[channel];
    if (opens[channel] == 0 || closed == 0) {
      return 0;
    }
    double information = Math.max(0, plugIn(channel) - bias());
    double whenOpen = openSums[channel][0] / opens[channel];
    double whenClosed = (sums[0] - openSums[channel][0]) / closed;
    return whenOpen >= whenClosed ? information : -information;
  }

  /** H(mean q) - sum over m of P(m) H(mean q given m), too large by {@link #bias} on average. */
  double plugIn(int channel) {
    int open = opens[channel];
    int closed = draws - open;
    double information = 0;
    for (int y = 0; y < sums.length; y++) {
      double whenOpen = openSums[channel][y] / open;
      double whenClosed = Math.max(0, sums[y] - openSums[channel][y]) / closed;
      information +=
          surprise(sums[y] / draws)
              - (open * surprise(whenOpen) + closed * surprise(whenClosed)) / draws;
    }
    return information;
  }

  /**
   * The mean estimate for a channel without any influence, over all ways to assign its gates to the
   * predictions, to second order: sum over y of Var(q_y) / (2 M mean q_y) for M draws.
   */
  double bias() {
    double bias = 0;
    for (int y = 0; y < sums.length; y++) {
      double mean = sums[y] / draws;
      double variance = Math.max(0, squares[y] / draws - mean * mean) * draws / (draws - 1);
      bias += mean == 0 ? 0 : variance / (2 * draws * mean);
    }
    return bias;
  }

  /** -p ln p, which is 0 for 0. */
  private static double surprise(double p) {
    return p == 0 ? 0 : -p * Math.log(p);
  }

  /**
   * The predictions that {@link ChannelInformation} distinguishes: the explained class, then the
   * classes of the highest logits, and where there are more, all others as one.
   *
   * @param classes the classes that count singly, the explained one first
   * @param rest whether there are other classes
   */
  record Outcomes(int[] classes, boolean rest) {
    /** The limit keeps the work for one gate independent of the number of classes. */
    private static final int MOST = 16;

    /** The explained label is present, or absent. */
    static final Outcomes PRESENCE = new Outcomes(new int[] {0, 1}, false);

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
}
