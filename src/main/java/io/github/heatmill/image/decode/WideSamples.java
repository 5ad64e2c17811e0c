package io.github.heatmill.image.decode;

import io.github.heatmill.image.Size;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.SampleModel;
import java.awt.image.WritableRaster;
import java.util.Arrays;
import java.util.OptionalInt;

/**
 * Samples of more than 8 bits: the bits that they hold, and their levels of 0 to 255.
 *
 * <p>Brings samples that are no unsigned numbers of up to 16 bits to levels of 0 to 255: signed
 * integers, integers of 32 bits, and floating-point numbers.
 *
 * <p>Integers of 0 to 255 stay as they are, as in Pillow; others need the number of their bits.
 * Floating-point numbers of 0 to 1 are multiplied by 255 and rounded; those of 0 to 255 lose their
 * decimals, as in Pillow. Pillow clips all others, which turns most of the picture black or white,
 * so these are refused.
 */
final class WideSamples {
  /** Samples of 16 bits that hold at most so many are from a sensor of 10 or 12 bits. */
  public static final int FEW_BITS = 12;

  private static final int LARGEST = 255;

  private final Raster wide;
  private final int bits;
  private double least = Double.POSITIVE_INFINITY;
  private double most = Double.NEGATIVE_INFINITY;

  private WideSamples(Raster wide, int bits) {
    this.wide = wide;
    this.bits = bits;
  }

  /**
   * The same samples as levels of 8 bits, or the raster itself if its samples are of up to 16 bits
   * and unsigned.
   *
   * @param bits the number of bits that integers hold; 0 if unknown
   * @throws UndecodableException if the samples have another range
   */
  static Raster narrowed(Raster raster, int bits) {
    int type = raster.getSampleModel().getDataType();
    boolean small = raster.getSampleModel().getSampleSize(0) <= Byte.SIZE;
    return small || type == DataBuffer.TYPE_BYTE || type == DataBuffer.TYPE_USHORT
        ? raster
        : new WideSamples(raster, bits).levels(type);
  }

  /** The number of bits of each sample of a pixel, at most 16. */
  static int[] bits(Raster narrowed, int held) {
    int[] bits = narrowed.getSampleModel().getSampleSize();
    return held == 0
        ? bits
        : Arrays.stream(bits).map(all -> all > Byte.SIZE ? held : all).toArray();
  }

  /** The number of bits that samples of 16 bits hold, if these are few and not all are black. */
  static OptionalInt fewBits(Raster raster) {
    int held = held(raster, FEW_BITS);
    return held > Byte.SIZE && held <= FEW_BITS ? OptionalInt.of(held) : OptionalInt.empty();
  }

  /** More bits than a number, if samples of 16 bits hold more. */
  static OptionalInt moreBits(Raster raster, int bits) {
    int held = held(raster, bits);
    return held > bits ? OptionalInt.of(held) : OptionalInt.empty();
  }

  /**
   * The number of bits that samples of 16 bits use. It stops to look once there are more than
   * {@code most}, so that the true number may be higher then; 0 for other samples.
   */
  private static int held(Raster raster, int most) {
    SampleModel model = raster.getSampleModel();
    if (model.getDataType() != DataBuffer.TYPE_USHORT || model.getSampleSize(0) != Short.SIZE) {
      return 0;
    }
    int any = 0;
    int[] samples = null;
    for (int y = 0; y < raster.getHeight() && any >> most == 0; y++) {
      samples =
          raster.getPixels(raster.getMinX(), raster.getMinY() + y, raster.getWidth(), 1, samples);
      any |= Arrays.stream(samples).reduce(0, (one, other) -> one | other);
    }
    return Integer.SIZE - Integer.numberOfLeadingZeros(any);
  }

  private Raster levels(int type) {
    boolean real = type == DataBuffer.TYPE_FLOAT || type == DataBuffer.TYPE_DOUBLE;
    findRange();
    double factor = real ? realFactor() : integerFactor();
    double rounding = real && factor > 1 ? 0.5 : 0;
    Size size = new Size(wide.getWidth(), wide.getHeight());
    int bands = wide.getNumBands();
    WritableRaster levels =
        Raster.createInterleavedRaster(
            DataBuffer.TYPE_BYTE, size.width(), size.height(), bands, null);
    double[] samples = null;
    int[] row = new int[bands * size.width()];
    for (int y = 0; y < size.height(); y++) {
      samples = row(y, samples);
      for (int i = 0; i < row.length; i++) {
        row[i] = (int) (samples[i] * factor + rounding);
      }
      levels.setPixels(0, y, size.width(), 1, row);
    }
    return levels;
  }

  private double[] row(int y, double[] samples) {
    return wide.getPixels(wide.getMinX(), wide.getMinY() + y, wide.getWidth(), 1, samples);
  }

  private void findRange() {
    double[] samples = null;
    for (int y = 0; y < wide.getHeight(); y++) {
      samples = row(y, samples);
      for (double sample : samples) {
        if (!Double.isFinite(sample)) {
          throw new UndecodableException(
              "Image has samples that are not finite numbers (must be 0 to 1 or 0 to 255)");
        }
        least = Math.min(least, sample);
        most = Math.max(most, sample);
      }
    }
  }

  private double realFactor() {
    if (least < 0 || most > LARGEST) {
      throw new UndecodableException(
          String.format(
              "Image has floating-point samples from %s to %s (must be 0 to 1 or 0 to 255)",
              (float) least, (float) most));
    }
    return most <= 1 ? LARGEST : 1;
  }

  private double integerFactor() {
    int held = bits > 0 ? bits : Byte.SIZE;
    if (least < 0 || most >= Math.scalb(1.0, held)) {
      throw new UndecodableException(
          String.format(
              "Image has integer samples from %.0f to %.0f (must be 0 to %.0f; --bits says how many"
                  + " bits they hold)",
              least, most, Math.scalb(1.0, held) - 1));
    }
    return Math.scalb(1.0, Byte.SIZE - held);
  }
}
