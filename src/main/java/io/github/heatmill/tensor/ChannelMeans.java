package io.github.heatmill.tensor;

/** Global average pooling. */
public final class ChannelMeans {

  private ChannelMeans() {}

  /**
   * The mean of each channel over all places, in double precision.
   *
   * @param channels shape (K, h, w)
   * @return K means
   */
  public static double[] of(Tensor channels) {
    double[] means = new double[channels.length(0)];
    int places = channels.size() / means.length;
    for (int k = 0; k < means.length; k++) {
      double sum = 0;
      for (int i = k * places; i < (k + 1) * places; i++) {
        sum += channels.values()[i];
      }
      means[k] = sum / places;
    }
    return means;
  }
}
