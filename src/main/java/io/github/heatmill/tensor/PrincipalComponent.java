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

  /** By how much the direction, of length 1, may still turn in the last step. */
  private static final double CONVERGED = 1e-10;

  /** Only equally strong components need as many, and then each of them is an answer. */
  private static final int MOST_SQUARINGS = 30;

  /** Highest and lowest value count as equally far from 0 up to this share of them. */
  private static final double TIE = 1e-9;

  private static final double GOLDEN_RATIO = (Math.sqrt(5) - 1) / 2;

  private PrincipalComponent() {}

  /**
   * The projection of the places on the first principal component, on the scale of the channels.
   *
   * @param channels at least one, all of the same length: a value for each place. They are centred
   *     in place.
   * @return one value a place; all 0 if no channel varies, all NaN if a value is not finite
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
      double[] direction = strongest(gram(channels));
      for (int k = 0; k < channels.length; k++) {
        for (int p = 0; p < projection.length; p++) {
          projection[p] += direction[k] * channels[k][p];
        }
      }
    } else {
      double[][] gram = gram(transposed(channels));
      double[] direction = strongest(gram);
      double strength = Math.sqrt(length(times(gram, direction)));
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

  private static double[][] gram(double[][] rows) {
    double[][] gram = new double[rows.length][rows.length];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j <= i; j++) {
        gram[i][j] = dot(rows[i], rows[j]);
        gram[j][i] = gram[i][j];
      }
    }
    return gram;
  }

  // Power iteration from a start without structure that could make it miss the direction. Where it
  // takes long, each squaring of the matrix halves the way that is left.
  private static double[] strongest(double[][] gram) {
    double[][] power = gram;
    double[] direction = new double[gram.length];
    Arrays.setAll(direction, i -> (i + 1) * GOLDEN_RATIO % 1 - 0.5);
    for (int round = 0; round < MOST_SQUARINGS; round++) {
      for (int step = 0; step <= gram.length / 2; step++) { // These cost as much as one squaring.
        double[] next = scaled(times(power, direction));
        double turn = turn(direction, next);
        direction = next;
        if (!(turn > CONVERGED)) { // Also with NaN, which never converges.
          return direction;
        }
      }
      power = squared(power);
    }
    return direction;
  }

  private static double[] scaled(double[] vector) {
    double length = length(vector);
    return Arrays.stream(vector).map(value -> value / length).toArray();
  }

  private static double turn(double[] before, double[] after) {
    double turn = 0;
    for (int i = 0; i < before.length; i++) {
      turn = Math.max(turn, Math.abs(after[i] - before[i]));
    }
    return turn;
  }

  private static double[][] squared(double[][] symmetric) {
    double[][] square = gram(symmetric);
    double trace = 0;
    for (int i = 0; i < square.length; i++) {
      trace += square[i][i];
    }
    for (double[] row : square) {
      for (int i = 0; i < row.length; i++) {
        row[i] /= trace; // Else powers overflow or vanish.
      }
    }
    return square;
  }

  private static double[] times(double[][] matrix, double[] vector) {
    double[] product = new double[matrix.length];
    Arrays.setAll(product, i -> dot(matrix[i], vector));
    return product;
  }

  private static double length(double[] vector) {
    return Math.sqrt(dot(vector, vector));
  }

  private static double dot(double[] a, double[] b) {
    double first = 0;
    double second = 0;
    double third = 0;
    double fourth = 0;
    int i = 0;
    for (; i < a.length - 3; i += 4) { // Sums that do not wait for each other.
      first += a[i] * b[i];
      second += a[i + 1] * b[i + 1];
      third += a[i + 2] * b[i + 2];
      fourth += a[i + 3] * b[i + 3];
    }
    for (; i < a.length; i++) {
      first += a[i] * b[i];
    }
    return (first + second) + (third + fourth);
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
      agreement += dot(channel, projection);
    }
    return agreement < 0 ? -1 : 1;
  }
}
