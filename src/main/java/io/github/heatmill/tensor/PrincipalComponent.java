package io.github.heatmill.tensor;

import java.util.Arrays;

/**
 * The first principal component of a set of channels: the one map that explains most of how they
 * vary together over places.
 *
 * <p>Each channel is centred by its own mean; then the places are projected on the direction in
 * which they vary most. Mathematics leaves the component's sign open. Here its largest absolute
 * value is positive; of two equal ones, of either sign, that counts at which the channels add up to
 * more.
 */
public final class PrincipalComponent {
  /** Variation below this share of the values is rounding. */
  private static final double NOTHING = 1e-12;

  /** Highest and lowest value count as equally far from 0 up to this share of them. */
  private static final double TIE = 1e-9;

  private PrincipalComponent() {}

  /**
   * The projection of the places on the first principal component, on the scale of the channels.
   *
   * @param channels at least one, all of the same length: a value for each place. They are changed.
   * @return one value for each place; all 0 if no channel varies, all NaN if a value is not finite
   */
  public static double[] projection(double[][] channels) {
    int places = channels[0].length;
    double magnitude = magnitude(channels);
    for (double[] channel : channels) {
      centre(channel);
    }
    double spread = magnitude(channels);
    double[] projection = new double[places];
    if (spread <= NOTHING * magnitude) {
      return projection;
    }
    for (double[] channel : channels) {
      for (int p = 0; p < places; p++) {
        channel[p] /= spread; // Else the squares of huge values overflow.
      }
    }
    project(channels, projection);
    double sign = sign(projection, channels);
    for (int p = 0; p < places; p++) {
      projection[p] *= sign * spread;
    }
    return projection;
  }

  private static double magnitude(double[][] channels) {
    double magnitude = 0;
    for (double[] channel : channels) {
      for (double value : channel) {
        magnitude = Math.max(magnitude, Math.abs(value));
      }
    }
    return magnitude;
  }

  private static void centre(double[] channel) {
    double mean = 0;
    for (double value : channel) {
      mean += value;
    }
    mean /= channel.length;
    for (int p = 0; p < channel.length; p++) {
      channel[p] -= mean;
    }
  }

  // C'v of the largest singular value of C. The smaller of C C' and C'C has all that is needed.
  private static void project(double[][] channels, double[] projection) {
    if (channels.length < projection.length) {
      double[] direction = GramMatrix.of(channels).strongest();
      for (int k = 0; k < channels.length; k++) {
        for (int p = 0; p < projection.length; p++) {
          projection[p] += direction[k] * channels[k][p];
        }
      }
    } else {
      GramMatrix gram = GramMatrix.of(transposed(channels));
      double[] direction = gram.strongest();
      double strength = Math.sqrt(gram.strength(direction));
      for (int p = 0; p < projection.length; p++) {
        projection[p] = strength * direction[p];
      }
    }
  }

  private static double[][] transposed(double[][] rows) {
    double[][] columns = new double[rows[0].length][rows.length];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < columns.length; j++) {
        columns[j][i] = rows[i][j];
      }
    }
    return columns;
  }

  private static double sign(double[] projection, double[][] channels) {
    double lowest = Arrays.stream(projection).min().orElse(0);
    double highest = Arrays.stream(projection).max().orElse(0);
    double excess = highest + lowest;
    if (Math.abs(excess) > TIE * highest) {
      return Math.signum(excess);
    }
    double agreement = 0;
    for (double[] channel : channels) {
      agreement += GramMatrix.dot(channel, projection);
    }
    return agreement < 0 ? -1 : 1;
  }
}
