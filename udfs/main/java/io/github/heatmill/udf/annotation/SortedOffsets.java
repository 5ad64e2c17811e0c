package io.github.heatmill.udf.annotation;

import java.util.Arrays;

/** A growing list of pairs of a hash and an offset, which can be sorted by hash and offset. */
final class SortedOffsets {
  private static final int FIRST_LENGTH = 2048;

  private long[] pairs = new long[FIRST_LENGTH];
  private int size;

  void add(long hash, long offset) {
    if (2 * size == pairs.length) {
      pairs = Arrays.copyOf(pairs, Math.multiplyExact(2, pairs.length));
    }
    pairs[2 * size] = hash;
    pairs[2 * size + 1] = offset;
    size++;
  }

  int size() {
    return size;
  }

  long hash(int index) {
    return pairs[2 * index];
  }

  long offset(int index) {
    return pairs[2 * index + 1];
  }

  /** Sorts in place by heap sort, whose time does not depend on the order of the pairs. */
  void sort() {
    for (int root = size / 2 - 1; root >= 0; root--) {
      sink(root, size);
    }
    for (int end = size - 1; end > 0; end--) {
      swap(0, end);
      sink(0, end);
    }
  }

  private void sink(int from, int end) {
    int root = from;
    int child = 2 * root + 1;
    while (child < end) {
      if (child + 1 < end && before(child, child + 1)) {
        child++;
      }
      if (!before(root, child)) {
        return;
      }
      swap(root, child);
      root = child;
      child = 2 * root + 1;
    }
  }

  private boolean before(int a, int b) {
    return hash(a) != hash(b) ? hash(a) < hash(b) : offset(a) < offset(b);
  }

  private void swap(int a, int b) {
    long hash = hash(a);
    long offset = offset(a);
    pairs[2 * a] = hash(b);
    pairs[2 * a + 1] = offset(b);
    pairs[2 * b] = hash;
    pairs[2 * b + 1] = offset;
  }
}
