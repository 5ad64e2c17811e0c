package io.github.heatmill.model.djl;

import io.github.heatmill.tensor.Tensor;
import java.util.Arrays;

/**
 * Pads batches to one size with zeros, and drops the outputs for the padding. A network sees
 * batches of one size only, because the last bits of its outputs depend on the size.
 */
final class Padding {

  private Padding() {}

  /** The tensor with its outermost axis filled up; an axis of length 1 stands for all and stays. */
  static Tensor filled(Tensor tensor, int images, int capacity) {
    if (tensor.length(0) != images || images == capacity) {
      return tensor;
    }
    int[] shape = tensor.shape();
    shape[0] = capacity;
    int stride = tensor.size() / images;
    return Tensor.of(Arrays.copyOf(tensor.values(), stride * capacity), shape);
  }

  /** The classes, padded with class 0. The results for the padding are dropped. */
  static int[] filled(int[] targets, int capacity) {
    return Arrays.copyOf(targets, capacity);
  }

  /** The tensor with its second axis filled up. */
  static Tensor filledInside(Tensor tensor, int images, int capacity) {
    if (tensor.length(1) != images || images == capacity || images == 1) {
      return tensor;
    }
    return resized(tensor, capacity);
  }

  /** The first images along the second axis. */
  static Tensor droppedInside(Tensor tensor, int images) {
    return tensor.length(1) == images ? tensor : resized(tensor, images);
  }

  private static Tensor resized(Tensor tensor, int length) {
    int[] shape = tensor.shape();
    int rows = shape[0];
    int from = tensor.size() / rows;
    int to = from / shape[1] * length;
    shape[1] = length;
    Tensor result = Tensor.zeros(shape);
    for (int row = 0; row < rows; row++) {
      System.arraycopy(tensor.values(), row * from, result.values(), row * to, Math.min(from, to));
    }
    return result;
  }
}
