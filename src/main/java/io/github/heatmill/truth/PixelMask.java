package io.github.heatmill.truth;

import io.github.heatmill.image.Size;
import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;

/** An object drawn pixel by pixel, kept as the runs of its pixels within rows. */
public final class PixelMask implements Outline {
  private static final long serialVersionUID = 1L;

  private final Size size;
  private final int[] runs;
  private final Box bounds;

  private PixelMask(Size size, int[] runs) {
    this.size = size;
    this.runs = runs;
    this.bounds = bounds(size.width(), runs);
  }

  /**
   * A mask of runs.
   *
   * @param size the size of the image
   * @param runs pairs of {@code y * width + x}, first (inclusive) and end (exclusive), in order,
   *     none of them longer than its row
   * @throws IllegalArgumentException if there are no runs, or they are not as described
   */
  public static PixelMask ofRuns(Size size, int[] runs) {
    int before = 0;
    boolean valid = runs.length > 0 && runs.length % 2 == 0;
    for (int i = 0; valid && i < runs.length; i += 2) {
      valid =
          runs[i] >= before
              && runs[i + 1] > runs[i]
              && runs[i] / size.width() == (runs[i + 1] - 1) / size.width();
      before = runs[i + 1];
    }
    if (!valid || before > (long) size.width() * size.height()) {
      throw new IllegalArgumentException(
          "Invalid mask of " + size + " (must have pixels, as ordered runs within rows)");
    }
    return new PixelMask(size, runs.clone());
  }

  /**
   * A mask of bits.
   *
   * @param size the size of the image
   * @param pixels a bit for {@code y * width + x}
   * @throws IllegalArgumentException if there is none, or one lies outside
   */
  public static PixelMask of(Size size, BitSet pixels) {
    IntStream.Builder runs = IntStream.builder();
    int from = pixels.nextSetBit(0);
    while (from >= 0) {
      int rowEnd = (from / size.width() + 1) * size.width();
      int end = Math.min(pixels.nextClearBit(from), rowEnd);
      runs.add(from).add(end);
      from = pixels.nextSetBit(end);
    }
    return ofRuns(size, runs.build().toArray());
  }

  private static Box bounds(int width, int[] runs) {
    int left = width;
    int right = 0;
    for (int i = 0; i < runs.length; i += 2) {
      left = Math.min(left, runs[i] % width);
      right = Math.max(right, (runs[i + 1] - 1) % width + 1);
    }
    int last = runs[runs.length - 1] - 1;
    return Box.between(left, runs[0] / width, right, last / width + 1);
  }

  /** The size of the image that it is drawn for. */
  public Size size() {
    return size;
  }

  /** The runs as {@link #ofRuns} takes them. A copy. */
  public int[] runs() {
    return runs.clone();
  }

  @Override
  public double left() {
    return bounds.left();
  }

  @Override
  public double top() {
    return bounds.top();
  }

  @Override
  public double right() {
    return bounds.right();
  }

  @Override
  public double bottom() {
    return bounds.bottom();
  }

  @Override
  public double[] spans(double y) {
    if (y < bounds.y() || y >= bounds.bottom()) {
      return new double[0];
    }
    int row = (int) y * size.width();
    int first = runAt(row);
    int end = runAt(row + size.width());
    return Arrays.stream(runs, first, end).mapToDouble(at -> at - row).toArray();
  }

  /** The index of the first run that starts at or behind the pixel. */
  private int runAt(int pixel) {
    int low = 0;
    int high = runs.length / 2;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (runs[2 * middle] < pixel) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return 2 * low;
  }

  /** Equal sizes and equal pixels. */
  @Override
  public boolean equals(Object other) {
    return other instanceof PixelMask that
        && size.equals(that.size)
        && Arrays.equals(runs, that.runs);
  }

  @Override
  public int hashCode() {
    return 31 * size.hashCode() + Arrays.hashCode(runs);
  }

  @Override
  public String toString() {
    return "PixelMask[" + size + ", " + runs.length / 2 + " runs]";
  }
}
