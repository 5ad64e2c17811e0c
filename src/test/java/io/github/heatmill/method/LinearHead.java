package io.github.heatmill.method;

import io.github.heatmill.model.Head;
import io.github.heatmill.model.alteration.Gates;
import io.github.heatmill.tensor.Tensor;
import java.util.Arrays;

/**
 * The part of a {@link LinearNetwork} after the layer: exact logits and derivatives, in double
 * precision until they are handed out.
 *
 * @param activations A, shape (N, K, h, w)
 * @param targets the explained class of each image
 */
record LinearHead(LinearNetwork network, Tensor activations, int[] targets) implements Head {

  /** m, the means of one image's channels. */
  double[] means(int image) {
    return means(activations.slice(image));
  }

  private static double[] means(Tensor image) {
    double[] means = new double[image.length(0)];
    for (int p = 0; p < image.size(); p++) {
      int positions = image.length(1) * image.length(2);
      means[p / positions] += (double) image.values()[p] / positions;
    }
    return means;
  }

  @Override
  public Tensor logits(Gates gates) {
    int images = activations.length(0);
    Tensor logits = Tensor.zeros(gates.size(), images, network.classes());
    for (int m = 0; m < gates.size(); m++) {
      for (int i = 0; i < images; i++) {
        double[] exact = network.logits(means(gated(gates, m, i)));
        for (int c = 0; c < exact.length; c++) {
          logits.values()[(m * images + i) * exact.length + c] = (float) exact[c];
        }
      }
    }
    return logits;
  }

  private Tensor gated(Gates gates, int gate, int image) {
    Tensor from = activations.slice(image);
    Tensor to = Tensor.zeros(from.shape());
    for (int p = 0; p < to.size(); p++) {
      int row = p / from.length(2) % from.length(1);
      int[] place = {image, p / (from.length(1) * from.length(2)), row, p % from.length(2)};
      double keep = at(gates.keep().slice(gate), place);
      to.values()[p] = (float) (keep * from.values()[p] + (1 - keep) * at(gates.fill(), place));
    }
    return to;
  }

  /** One value of a tensor whose axes of length 1 stand for all. */
  private static double at(Tensor tensor, int[] place) {
    int index = 0;
    for (int axis = 0; axis < place.length; axis++) {
      index = index * tensor.length(axis) + (tensor.length(axis) == 1 ? 0 : place[axis]);
    }
    return tensor.values()[index];
  }

  @Override
  public Tensor gradients(Tensor classWeights) {
    Tensor gradients = Tensor.zeros(activations.shape());
    for (int i = 0; i < targets.length; i++) {
      double[] weights = doubles(classWeights.slice(i));
      spread(slope(weights, means(i)), gradients, i);
    }
    return gradients;
  }

  /** d(sum over c of v_c y_c)/dm. */
  private double[] slope(double[] classWeights, double[] means) {
    double[] sum = new double[means.length];
    for (int c = 0; c < classWeights.length; c++) {
      double[] slopes = network.slopes(c, means);
      for (int k = 0; k < sum.length; k++) {
        sum[k] += classWeights[c] * slopes[k];
      }
    }
    return sum;
  }

  /** dm/dA is 1 / (h w) at every place. */
  private static void spread(double[] slopes, Tensor gradients, int image) {
    int positions = gradients.length(2) * gradients.length(3);
    int start = image * slopes.length * positions;
    for (int p = 0; p < slopes.length * positions; p++) {
      gradients.values()[start + p] = (float) (slopes[p / positions] / positions);
    }
  }

  @Override
  public CrossEntropy crossEntropy(Tensor replaced, Tensor wanted) {
    Tensor logits = Tensor.zeros(targets.length, network.classes());
    Tensor gradients = Tensor.zeros(replaced.shape());
    for (int i = 0; i < targets.length; i++) {
      double[] means = means(replaced.slice(i));
      double[] exact = network.logits(means);
      double[] classWeights = probabilities(exact); // dCE/dy = p - q where q sums to 1.
      double[] q = doubles(wanted.slice(i));
      for (int c = 0; c < exact.length; c++) {
        logits.values()[i * exact.length + c] = (float) exact[c];
        classWeights[c] -= q[c];
      }
      spread(slope(classWeights, means), gradients, i);
    }
    return new CrossEntropy(logits, gradients);
  }

  /**
   * Y = 2 y_c - log sum exp y, so dY/dm = 2 g_c - sum p_m g_m; and with s_m = g_m . m, H_m m = Q_m
   * m (elementwise), the Hessian of Y times m is 2 H_c m - sum p_m H_m m - sum p_m (s_m - s) g_m, s
   * = sum p_m s_m. Each place has 1 / (h w) of both.
   */
  @Override
  public Curvature curvature() {
    Tensor gradients = Tensor.zeros(activations.shape());
    Tensor products = Tensor.zeros(activations.shape());
    for (int i = 0; i < targets.length; i++) {
      double[] means = means(i);
      double[] p = probabilities(network.logits(means));
      double[] first = p.clone();
      for (int c = 0; c < p.length; c++) {
        first[c] = (c == targets[i] ? 2 : 0) - p[c];
      }
      spread(slope(first, means), gradients, i);
      spread(bend(first, p, means), products, i);
    }
    return new Curvature(gradients, products);
  }

  private double[] bend(double[] first, double[] p, double[] means) {
    double[] along = new double[p.length];
    double mean = 0;
    for (int c = 0; c < p.length; c++) {
      along[c] = dot(network.slopes(c, means), means);
      mean += p[c] * along[c];
    }
    double[] bend = new double[means.length];
    for (int c = 0; c < p.length; c++) {
      double[] slopes = network.slopes(c, means);
      for (int k = 0; k < means.length; k++) {
        bend[k] +=
            first[c] * network.squares()[c][k] * means[k] - p[c] * (along[c] - mean) * slopes[k];
      }
    }
    return bend;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }

  private static double[] probabilities(double[] logits) {
    double highest = Arrays.stream(logits).max().orElseThrow();
    double[] p = Arrays.stream(logits).map(y -> Math.exp(y - highest)).toArray();
    double sum = Arrays.stream(p).sum();
    return Arrays.stream(p).map(e -> e / sum).toArray();
  }

  private static double[] doubles(Tensor values) {
    double[] doubles = new double[values.size()];
    for (int i = 0; i < doubles.length; i++) {
      doubles[i] = values.values()[i];
    }
    return doubles;
  }
}
