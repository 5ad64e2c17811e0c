package io.github.heatmill.truth.format;

import io.github.heatmill.image.Size;
import io.github.heatmill.truth.PixelMask;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Reads COCO's run-length encoding: the lengths of runs down the columns from the left, outside and
 * inside in turn, beginning outside. As text, each length is written in base 32, low digits first,
 * a character from {@code '0'} on for each digit with 32 added while more follow, and the fourth
 * length and those after it as their difference to the one two before.
 */
public final class RunLengths {
  private static final int DIGIT_BITS = 5;
  private static final int DIGIT = (1 << DIGIT_BITS) - 1;
  private static final int MORE = 1 << DIGIT_BITS;
  private static final int NEGATIVE = 1 << (DIGIT_BITS - 1);
  private static final int FIRST_DIFFERENCE = 3;

  private RunLengths() {}

  /**
   * The lengths that a text stands for.
   *
   * @throws IllegalArgumentException if it is cut off or has other characters
   */
  public static int[] parse(String text) {
    int[] lengths = new int[text.length()];
    int count = 0;
    int value = 0;
    int bits = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit >= 2 * MORE || bits > Integer.SIZE) {
        throw invalid("text");
      }
      value |= (digit & DIGIT) << bits;
      bits += DIGIT_BITS;
      if ((digit & MORE) == 0) {
        boolean negative = (digit & NEGATIVE) != 0 && bits < Integer.SIZE;
        int signed = negative ? value | -1 << bits : value;
        lengths[count] = count < FIRST_DIFFERENCE ? signed : signed + lengths[count - 2];
        count++;
        value = 0;
        bits = 0;
      }
    }
    if (bits > 0) {
      throw invalid("text");
    }
    return Arrays.copyOf(lengths, count);
  }

  /**
   * The mask that lengths stand for.
   *
   * @return empty if no pixel is inside
   * @throws IllegalArgumentException if they do not add up to the image
   */
  public static Optional<PixelMask> mask(Size size, int[] lengths) {
    long pixels = (long) size.width() * size.height();
    boolean negative = IntStream.of(lengths).anyMatch(length -> length < 0);
    if (negative
        || pixels > Integer.MAX_VALUE
        || pixels != IntStream.of(lengths).asLongStream().sum()) {
      throw invalid("lengths");
    }
    BitSet inside = new BitSet((int) pixels);
    int at = 0;
    for (int i = 0; i < lengths.length; i++) {
      for (int end = at + lengths[i]; at < end; at++) {
        if (i % 2 == 1) {
          inside.set(at % size.height() * size.width() + at / size.height());
        }
      }
    }
    return inside.isEmpty() ? Optional.empty() : Optional.of(PixelMask.of(size, inside));
  }

  private static IllegalArgumentException invalid(String what) {
    return new IllegalArgumentException(
        "Invalid run-length encoding: damaged " + what + " (must add up to the image's pixels)");
  }
}
