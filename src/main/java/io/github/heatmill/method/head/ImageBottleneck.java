package io.github.heatmill.method.head;

import io.github.heatmill.method.Objective;
import io.github.heatmill.tensor.Adam;
import io.github.heatmill.tensor.Tensor;
import java.util.Arrays;
import java.util.Random;

/** The information bottleneck of one image: its streams, and the search for its shares. */
final class ImageBottleneck {
  private static final double START = 5;
  private static final double MOST = 1 - 1e-6; // ln(1 - lambda) must stay finite.

  /** The two streams, which mix a channel with noise. */
  enum Stream {
    /** Z_d: the part of the channel that the shares let through. */
    DISCRIMINATIVE,
    /** Z_n: the part of the channel that they hold back. */
    NOISE
  }

  /**
   * The settings of the search.
   *
   * @param beta the price of information
   * @param gamma the price of the information about the class in the noise stream
   * @param steps the number of steps
   * @param samples the noise samples for each image
   * @param rate the learning rate
   */
  record Settings(double beta, double gamma, int steps, int samples, double rate) {}

  private final Settings settings;
  private final float[] activations; // R, which is 0, like the noise, where a neuron is not active.
  private final float[][] noise;
  private final double[] energies; // The sum of ((R - mu) / sigma)^2 of a channel's active neurons.
  private final int[] actives;
  private final int places;
  private final double[] parameters;
  private final double[] slopes;
  private final double[] shares;
  private final Adam adam;
  private final double[] objective;
  private int step;
  private double lowest = Double.NaN;
  private double[] best;

  ImageBottleneck(Tensor image, NeuronStatistics statistics, Settings settings, long seed) {
    int channels = image.length(0);
    this.settings = settings;
    this.activations = new float[image.size()];
    this.places = image.size() / channels;
    this.energies = new double[channels];
    this.actives = new int[channels];
    this.parameters = new double[channels];
    this.slopes = new double[channels];
    this.shares = new double[channels];
    this.adam = new Adam(channels, settings.rate());
    this.objective = new double[settings.steps() + 1];
    this.noise = noise(statistics, settings.samples(), new Random(seed));
    Arrays.fill(parameters, START);
    takeShares();
    see(image, statistics);
  }

  private void see(Tensor image, NeuronStatistics statistics) {
    for (int n = 0; n < activations.length; n++) {
      if (statistics.active()[n]) {
        activations[n] = image.values()[n];
        double deviations =
            ((double) activations[n] - statistics.mean()[n]) / statistics.deviation()[n];
        energies[n / places] += deviations * deviations;
        actives[n / places]++;
      }
    }
  }

  private static float[][] noise(NeuronStatistics statistics, int samples, Random random) {
    float[][] drawn = new float[samples][statistics.mean().length];
    for (float[] sample : drawn) {
      for (int n = 0; n < sample.length; n++) {
        double value = statistics.mean()[n] + statistics.deviation()[n] * random.nextGaussian();
        sample[n] = statistics.active()[n] ? (float) value : 0;
      }
    }
    return drawn;
  }

  private void takeShares() {
    for (int k = 0; k < shares.length; k++) {
      shares[k] = Math.min(1 / (1 + Math.exp(-parameters[k])), MOST);
    }
  }

  /** Writes one sample of a stream. */
  void mix(Stream stream, int sample, float[] into, int start) {
    float[] eps = noise[sample];
    for (int k = 0; k < shares.length; k++) {
      double kept = stream == Stream.DISCRIMINATIVE ? shares[k] : 1 - shares[k];
      for (int n = k * places; n < (k + 1) * places; n++) {
        into[start + n] = (float) (kept * activations[n] + (1 - kept) * eps[n]);
      }
    }
  }

  /** Adds the loss of one sample of a stream to the objective. */
  void add(Stream stream, double loss) {
    objective[step] += weight(stream) * loss;
  }

  private double weight(Stream stream) {
    return (stream == Stream.DISCRIMINATIVE ? 1 : settings.gamma()) / settings.samples();
  }

  /** Adds the gradients of such a loss to the gradients of the shares. */
  void learn(Stream stream, int sample, float[] gradients, int start) {
    double weight = stream == Stream.DISCRIMINATIVE ? weight(stream) : -weight(stream);
    float[] eps = noise[sample];
    for (int k = 0; k < slopes.length; k++) {
      double sum = 0;
      for (int n = k * places; n < (k + 1) * places; n++) {
        sum += gradients[start + n] * ((double) activations[n] - eps[n]);
      }
      slopes[k] += weight * sum;
    }
  }

  /**
   * Adds beta times the mean information of all neurons, and ends one evaluation of the objective.
   */
  void judge() {
    double each = settings.beta() / activations.length;
    for (int k = 0; k < shares.length; k++) {
      double rest = 1 - shares[k];
      objective[step] += each * information(k, shares[k]);
      slopes[k] += each * (shares[k] * energies[k] + actives[k] * (1 / rest - rest));
    }
    if (objective[step] < lowest || Double.isNaN(lowest)) {
      lowest = objective[step];
      best = shares.clone();
    }
  }

  /** The sum over a channel of KL(N(lambda r, (1 - lambda)^2) || N(0, 1)), in nats. */
  private double information(int channel, double share) {
    double rest = 1 - share;
    double even = rest * rest - 2 * Math.log(rest) - 1;
    return (share * share * energies[channel] + actives[channel] * even) / 2;
  }

  /** Makes one step of the gradient descent. */
  void move() {
    for (int k = 0; k < shares.length; k++) {
      slopes[k] *= shares[k] * (1 - shares[k]); // d lambda / da of the sigmoid.
    }
    adam.step(parameters, slopes);
    takeShares();
    Arrays.fill(slopes, 0);
    step++;
  }

  Fit fit() {
    double[] found = best.clone();
    if (!Double.isFinite(lowest)) {
      Arrays.fill(found, Double.NaN);
    }
    double[] bits = new double[found.length];
    for (int k = 0; k < bits.length; k++) {
      bits[k] = information(k, found[k]) / Math.log(2);
    }
    return new Fit(found, bits, objective.clone());
  }

  /**
   * The result of {@link InfoCam} for one image at one layer.
   *
   * @param shares lambda, the share of each channel that reaches the discriminative stream, 0..1;
   *     NaN where no step had a finite objective
   * @param bits the information that each channel passes on, summed over its places
   * @param objective J at the start and after each step; the shares are those of its lowest value
   */
  public record Fit(double[] shares, double[] bits, double[] objective) {

    /** J at the start and its lowest value; NaN if it was never a number. */
    Objective course() {
      double lowest =
          Arrays.stream(objective).filter(j -> !Double.isNaN(j)).min().orElse(Double.NaN);
      return new Objective(objective[0], lowest);
    }
  }
}
