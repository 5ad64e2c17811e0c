package io.github.heatmill.tensor;

/**
 * Gradient descent in which each parameter has a step of its own: the running mean of its gradients
 * over the root of the running mean of their squares.
 *
 * <p>Kingma and Ba, <a href="https://arxiv.org/abs/1412.6980">Adam: A Method for Stochastic
 * Optimization</a>, 2015, with the paper's constants.
 */
public final class Adam {
  private static final double MEAN_DECAY = 0.9;
  private static final double SQUARE_DECAY = 0.999;
  private static final double EPSILON = 1e-8;

  private final double rate;
  private final double[] means;
  private final double[] squares;
  private int steps;

  /**
   * Creates the state before the first step.
   *
   * @param rate the learning rate, in the parameters' units
   */
  public Adam(int parameters, double rate) {
    this.rate = rate;
    this.means = new double[parameters];
    this.squares = new double[parameters];
  }

  /**
   * Moves the parameters one step downhill. One whose gradient is not finite stays where it is:
   * such a gradient has no direction, and would spoil all later steps.
   */
  public void step(double[] parameters, double[] gradients) {
    steps++;
    for (int i = 0; i < parameters.length; i++) {
      if (Double.isFinite(gradients[i])) {
        means[i] = MEAN_DECAY * means[i] + (1 - MEAN_DECAY) * gradients[i];
        squares[i] = SQUARE_DECAY * squares[i] + (1 - SQUARE_DECAY) * gradients[i] * gradients[i];
        double mean = means[i] / (1 - Math.pow(MEAN_DECAY, steps));
        double square = squares[i] / (1 - Math.pow(SQUARE_DECAY, steps));
        parameters[i] -= rate * mean / (Math.sqrt(square) + EPSILON);
      }
    }
  }
}
