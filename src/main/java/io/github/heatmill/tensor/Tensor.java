package io.github.heatmill.tensor;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A dense row-major array of float32 with a shape, for example {@code (N, K, h, w)}.
 *
 * <p>The array handed in is not copied, and {@link #values()} hands it out again: code that holds a
 * tensor must not change it. That keeps a batch of images or activations to one copy in the heap.
 */
public final class Tensor implements Serializable {
  private static final long serialVersionUID = 1L;

  private final float[] values;
  private final int[] shape;

  private Tensor(float[] values, int[] shape) {
    this.values = values;
    this.shape = shape;
  }

  /**
   * Wraps values in a shape.
   *
   * @throws IllegalArgumentException if the number of values is not the product of the shape
   */
  public static Tensor of(float[] values, int... shape) {
    if (values.length != size(shape)) {
      throw new IllegalArgumentException(
          "Invalid shape " + Arrays.toString(shape) + " for " + values.length + " values");
    }
    return new Tensor(values, shape.clone());
  }

  /** A tensor of zeros. */
  public static Tensor zeros(int... shape) {
    return of(new float[size(shape)], shape);
  }

  /** The backing array in row-major order. Not a copy. */
  public float[] values() {
    return values;
  }

  /** The shape, outermost axis first. A copy. */
  public int[] shape() {
    return shape.clone();
  }

  /** The length of one axis; a negative axis counts from the innermost one. */
  public int length(int axis) {
    return shape[axis < 0 ? shape.length + axis : axis];
  }

  /** The number of axes. */
  public int rank() {
    return shape.length;
  }

  /** The number of values. */
  public int size() {
    return values.length;
  }

  /**
   * The {@code index}-th part along the outermost axis: of {@code (N, K, h, w)} one {@code (K, h,
   * w)}. A copy.
   *
   * @throws IndexOutOfBoundsException if there is no such part
   */
  public Tensor slice(int index) {
    Objects.checkIndex(index, shape[0]);
    int[] rest = Arrays.copyOfRange(shape, 1, shape.length);
    int stride = size(rest);
    return new Tensor(Arrays.copyOfRange(values, index * stride, (index + 1) * stride), rest);
  }

  /**
   * The first {@code count} parts along the outermost axis. A copy, unless that is all of it.
   *
   * @throws IndexOutOfBoundsException if there are fewer parts
   */
  public Tensor first(int count) {
    Objects.checkFromToIndex(0, count, shape[0]);
    if (count == shape[0]) {
      return this;
    }
    int[] fewer = shape.clone();
    fewer[0] = count;
    return new Tensor(Arrays.copyOf(values, size(fewer)), fewer);
  }

  /**
   * The parts as one tensor with one more axis, the outermost: of N times {@code (h, w)} one {@code
   * (N, h, w)}. Copies.
   *
   * @throws IllegalArgumentException if there are none, or their shapes differ
   */
  public static Tensor stacked(List<Tensor> parts) {
    if (parts.isEmpty()
        || !parts.stream().allMatch(part -> Arrays.equals(part.shape, parts.get(0).shape))) {
      throw new IllegalArgumentException("Invalid parts: " + parts + " (must be of one shape)");
    }
    int[] first = parts.get(0).shape;
    int[] all = new int[first.length + 1];
    all[0] = parts.size();
    System.arraycopy(first, 0, all, 1, first.length);
    Tensor stacked = zeros(all);
    int stride = size(first);
    for (int i = 0; i < parts.size(); i++) {
      System.arraycopy(parts.get(i).values, 0, stacked.values, i * stride, stride);
    }
    return stacked;
  }

  /** The same values in another shape. Not a copy. */
  public Tensor reshape(int... newShape) {
    return of(values, newShape);
  }

  private static int size(int[] shape) {
    return Arrays.stream(shape).reduce(1, Math::multiplyExact);
  }

  /** Equal shapes and bitwise equal values (NaN equals NaN). */
  @Override
  public boolean equals(Object other) {
    return other instanceof Tensor that
        && Arrays.equals(shape, that.shape)
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(shape) + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "Tensor" + Arrays.toString(shape);
  }
}
