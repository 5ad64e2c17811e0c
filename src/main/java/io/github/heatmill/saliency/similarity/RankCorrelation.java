package io.github.heatmill.saliency.similarity;

import io.github.heatmill.tensor.Tensor;
import java.util.Arrays;

/**
 * Spearman's rank correlation of two maps.
 *
 * <p>rho = sum over places of (r - m)(s - m) / sqrt(sum of (r - m)^2 * sum of (s - m)^2), where r
 * and s are the ranks 1..n of a place among the values of its map, equal values share the mean of
 * their ranks, and m = (n + 1) / 2 is the mean rank. Any strictly increasing change of the values
 * of either map leaves it as it is.
 *
 * <p>Spearman, The Proof and Measurement of Association between Two Things, 1904; for maps: Adebayo
 * et al., <a href="https://arxiv.org/abs/1810.03292">Sanity Checks for Saliency Maps</a>, 2018.
 */
public final class RankCorrelation {

  private RankCorrelation() {}

  /**
   * The correlation of the values as they are: places that argue against a class rank below those
   * that say nothing.
   *
   * @param first any shape
   * @param second the same shape
   * @return -1..1; NaN where all values of a map are the same or any of them is not finite
   * @throws IllegalArgumentException if the shapes differ
   */
  public static double of(Tensor first, Tensor second) {
    return correlation(first.values(), MapPair.sameShape(first, second).values());
  }

  /** As {@link #of}, of the absolute values: for and against count alike. */
  public static double ofAbsolutes(Tensor first, Tensor second) {
    return correlation(absolutes(first), absolutes(MapPair.sameShape(first, second)));
  }

  private static float[] absolutes(Tensor map) {
    float[] absolutes = new float[map.size()];
    for (int i = 0; i < absolutes.length; i++) {
      absolutes[i] = Math.abs(map.values()[i]);
    }
    return absolutes;
  }

  private static double correlation(float[] first, float[] second) {
    if (!isFinite(first) || !isFinite(second)) {
      return Double.NaN;
    }
    double[] r = ranks(first);
    double[] s = ranks(second);
    double mean = (r.length + 1) / 2.0;
    double together = 0;
    double left = 0;
    double right = 0;
    for (int i = 0; i < r.length; i++) {
      together += (r[i] - mean) * (s[i] - mean);
      left += (r[i] - mean) * (r[i] - mean);
      right += (s[i] - mean) * (s[i] - mean);
    }
    // Ranks and their mean are multiples of 1/2, so that all three sums are exact.
    return left == 0 || right == 0 ? Double.NaN : together / Math.sqrt(left * right);
  }

  private static boolean isFinite(float[] values) {
    boolean finite = true;
    for (float value : values) {
      finite &= Float.isFinite(value);
    }
    return finite;
  }

  /** 1 for the lowest value; the mean rank for each of several equal ones. All are finite. */
  static double[] ranks(float[] values) {
    long[] order = new long[values.length];
    for (int i = 0; i < order.length; i++) {
      order[i] = (long) SortKeys.key(values[i]) << Integer.SIZE | i;
    }
    Arrays.sort(order);
    double[] ranks = new double[values.length];
    int end;
    for (int start = 0; start < order.length; start = end) {
      long key = order[start] >> Integer.SIZE;
      end = start + 1;
      while (end < order.length && order[end] >> Integer.SIZE == key) {
        end++;
      }
      for (int i = start; i < end; i++) {
        ranks[(int) order[i]] = (start + 1 + end) / 2.0;
      }
    }
    return ranks;
  }
}
