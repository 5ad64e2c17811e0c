package io.github.heatmill.saliency.similarity;

import io.github.heatmill.tensor.Heatmap;
import io.github.heatmill.tensor.Resize;
import io.github.heatmill.tensor.Tensor;

/**
 * The structural similarity of two maps as pictures.
 *
 * <p>Both maps are scaled to 0..1 by their own lowest and highest value and enlarged bilinearly to
 * the size of the network's input, if one is given. Then SSIM = mean over all windows of (2 m n +
 * C1)(2 c + C2) / ((m^2 + n^2 + C1)(v + w + C2)), where m and n are the means of the two pictures
 * in the window, v and w their variances and c their covariance, all weighted by a Gaussian of 11 x
 * 11 pixels with a deviation of 1.5 whose weights add up to 1; v = E[x^2] - m^2, of the population;
 * C1 = 0.01^2 and C2 = 0.03^2. Only windows that lie wholly within the picture count, (H - 10)(W -
 * 10) of them: nothing is assumed about pixels beyond the edges.
 *
 * <p>Wang et al., <a href="https://doi.org/10.1109/TIP.2003.819861">Image Quality Assessment: From
 * Error Visibility to Structural Similarity</a>, 2004, whose settings these are; for maps: Adebayo
 * et al., <a href="https://arxiv.org/abs/1810.03292">Sanity Checks for Saliency Maps</a>, 2018.
 */
public final class Ssim {
  private static final int SIDE = 11;
  private static final double DEVIATION = 1.5;
  private static final double C1 = 0.01 * 0.01;
  private static final double C2 = 0.03 * 0.03;
  private static final double[] WINDOW = window(SIDE);

  private Ssim() {}

  /**
   * The similarity of two maps of shape (h, w).
   *
   * @param height of the network's input
   * @param width of the network's input
   * @return -1..1; NaN where all values of a map are the same, any of them is not finite, or a side
   *     is shorter than 11
   * @throws IllegalArgumentException if the shapes differ
   */
  public static double of(Tensor first, Tensor second, int height, int width) {
    MapPair.sameShape(first, second);
    if (!isOk(first) || !isOk(second) || height < SIDE || width < SIDE) {
      return Double.NaN;
    }
    return ofPictures(picture(first, height, width), picture(second, height, width), WINDOW);
  }

  /**
   * The similarity of two maps of shape (h, w) at their own size. Where a side is shorter than 11,
   * the window is a square of the largest odd side that fits, with the same deviation: two maps of
   * 7 x 7 make one window.
   *
   * @return -1..1; NaN where all values of a map are the same or any of them is not finite
   * @throws IllegalArgumentException if the shapes differ
   */
  public static double of(Tensor first, Tensor second) {
    MapPair.sameShape(first, second);
    if (!isOk(first) || !isOk(second)) {
      return Double.NaN;
    }
    int height = first.length(0);
    int width = first.length(1);
    int fits = Math.min(SIDE, Math.min(height, width));
    double[] window = fits == SIDE ? WINDOW : window(fits % 2 == 0 ? fits - 1 : fits);
    return ofPictures(picture(first, height, width), picture(second, height, width), window);
  }

  private static boolean isOk(Tensor map) {
    return Heatmap.of(map).status() == Heatmap.Status.OK;
  }

  private static double[][] picture(Tensor map, int height, int width) {
    Heatmap range = Heatmap.of(map);
    Tensor scaled = Tensor.zeros(1, map.length(0), map.length(1));
    for (int i = 0; i < map.size(); i++) {
      scaled.values()[i] =
          (float) ((map.values()[i] - range.minimum()) / (range.maximum() - range.minimum()));
    }
    float[] enlarged = Resize.bilinear(scaled, height, width).values();
    double[][] picture = new double[height][width];
    for (int i = 0; i < enlarged.length; i++) {
      picture[i / width][i % width] = enlarged[i];
    }
    return picture;
  }

  /** The similarity of two pictures in 0..1 that are at least 11 x 11 pixels large. */
  static double ofPictures(double[][] x, double[][] y) {
    return ofPictures(x, y, WINDOW);
  }

  private static double ofPictures(double[][] x, double[][] y, double[] window) {
    double[][] m = means(x, window);
    double[][] n = means(y, window);
    double[][] xx = means(product(x, x), window);
    double[][] yy = means(product(y, y), window);
    double[][] xy = means(product(x, y), window);
    double sum = 0;
    for (int i = 0; i < m.length; i++) {
      for (int j = 0; j < m[i].length; j++) {
        double mm = m[i][j] * m[i][j];
        double nn = n[i][j] * n[i][j];
        double mn = m[i][j] * n[i][j];
        double likeness = (2 * mn + C1) * (2 * (xy[i][j] - mn) + C2);
        sum += likeness / ((mm + nn + C1) * (xx[i][j] - mm + yy[i][j] - nn + C2));
      }
    }
    return sum / (m.length * m[0].length);
  }

  private static double[][] product(double[][] x, double[][] y) {
    double[][] product = new double[x.length][x[0].length];
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < x[i].length; j++) {
        product[i][j] = x[i][j] * y[i][j];
      }
    }
    return product;
  }

  /** Weighted means over all windows; along the rows first, then along the columns. */
  private static double[][] means(double[][] x, double[] window) {
    int columns = x[0].length - window.length + 1;
    double[][] along = new double[x.length][columns];
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < columns; j++) {
        for (int k = 0; k < window.length; k++) {
          along[i][j] += window[k] * x[i][j + k];
        }
      }
    }
    double[][] means = new double[x.length - window.length + 1][columns];
    for (int i = 0; i < means.length; i++) {
      for (int k = 0; k < window.length; k++) {
        for (int j = 0; j < columns; j++) {
          means[i][j] += window[k] * along[i + k][j];
        }
      }
    }
    return means;
  }

  private static double[] window(int side) {
    double[] window = new double[side];
    double sum = 0;
    for (int i = 0; i < side; i++) {
      double distance = i - side / 2;
      window[i] = Math.exp(-distance * distance / (2 * DEVIATION * DEVIATION));
      sum += window[i];
    }
    for (int i = 0; i < side; i++) {
      window[i] /= sum;
    }
    return window;
  }
}
