package io.github.heatmill.image;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/** One number for each channel of a network's input, in the order of the channels. */
public final class Channels implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The most channels that a network's input may have. */
  public static final int MOST = 8;

  private final float[] values;

  private Channels(float[] values) {
    this.values = values;
  }

  /**
   * The given numbers, which are copied.
   *
   * @throws IllegalArgumentException if there are none or more than {@link #MOST}
   */
  public static Channels of(float... values) {
    if (values.length == 0 || values.length > MOST) {
      throw new IllegalArgumentException(
          "Invalid number of channels: " + values.length + " (must be 1 to " + MOST + ")");
    }
    return new Channels(values.clone());
  }

  /** The given numbers, as {@link #of(float...)}. */
  public static Channels of(List<Float> values) {
    float[] copied = new float[values.size()];
    for (int i = 0; i < copied.length; i++) {
      copied[i] = values.get(i);
    }
    return of(copied);
  }

  /** The same number for red, green and blue. */
  public static Channels rgb(float value) {
    return all(Pixels.CHANNELS, value);
  }

  /** The same number for each of some channels. */
  public static Channels all(int count, float value) {
    float[] values = new float[Math.max(0, count)];
    Arrays.fill(values, value);
    return of(values);
  }

  /** The number of channels, 1 to {@link #MOST}. */
  public int count() {
    return values.length;
  }

  /** The number of a channel, counted from 0. */
  public float channel(int index) {
    return values[index];
  }

  /** The numbers in order. A copy. */
  public float[] values() {
    return values.clone();
  }

  boolean isFinite() {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        return false;
      }
    }
    return true;
  }

  boolean isPositive() {
    for (float value : values) {
      if (!(value > 0)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Channels that && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return Arrays.toString(values);
  }
}
