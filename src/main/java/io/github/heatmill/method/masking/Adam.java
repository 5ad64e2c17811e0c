package io.github.heatmill.method.masking;

/**
 * Climbs by gradients, after Kingma and Ba, <a href="https://arxiv.org/abs/1412.6980">Adam: A
 * Method for Stochastic Optimization</a>, 2015, with the constants of that paper.
 */
final class Adam {
  private static final double MEAN_DECAY = 0.9;
  private static final double SQUARE_DECAY = 0.999;
  private static final double EPSILON = 1e-8;

  private final double rate;
  private final double[] mean;
  private final double[] square;
  private int steps;

  Adam(int numbers, double rate) {
    this.rate = rate;
    this.mean = new double[numbers];
    this.square = new double[numbers];
  }

  /** Moves the numbers one step up, in place. */
  void climb(double[] numbers, double[] gradient) {
    steps++;
    double meanShare = 1 - Math.pow(MEAN_DECAY, steps);
    double squareShare = 1 - Math.pow(SQUARE_DECAY, steps);
    for (int i = 0; i < numbers.length; i++) {
      mean[i] = MEAN_DECAY * mean[i] + (1 - MEAN_DECAY) * gradient[i];
      square[i] = SQUARE_DECAY * square[i] + (1 - SQUARE_DECAY) * gradient[i] * gradient[i];
      double spread = Math.sqrt(square[i] / squareShare) + EPSILON;
      numbers[i] += rate * (mean[i] / meanShare) / spread;
    }
  }
}
