package io.github.heatmill.saliency.similarity;

/**
 * Integer keys that order a map's values: a key is larger for a larger value, and the same for 0
 * and -0.
 */
final class SortKeys {

  private SortKeys() {}

  /** The key of a value that is not NaN. */
  static int key(float value) {
    int bits = Float.floatToRawIntBits(value + 0f); // -0 + 0 is 0.
    return bits ^ (bits >> 31 & Integer.MAX_VALUE);
  }

  /** The keys of all values. */
  static int[] keys(float[] values) {
    int[] keys = new int[values.length];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = key(values[i]);
    }
    return keys;
  }

  /**
   * 1 if the one is below the other, else 0; without a branch that a processor could guess wrong.
   */
  static int isBelow(int one, int other) {
    return (int) (((long) one - other) >>> 63);
  }

  /**
   * The key at an index of the ascending order.
   *
   * <p>Hoare, Algorithm 65: Find, 1961, around the median of three.
   *
   * @param keys at least one
   * @param index 0 to less than their number
   */
  static int selected(int[] keys, int index) {
    int[] rest = keys.clone();
    int count = rest.length;
    int wanted = index;
    while (true) {
      int pivot = median(rest[0], rest[count >>> 1], rest[count - 1]);
      int below = 0;
      int above = 0;
      for (int i = 0; i < count; i++) {
        below += isBelow(rest[i], pivot);
        above += isBelow(pivot, rest[i]);
      }
      if (wanted < below) {
        keepBelow(rest, count, pivot);
        count = below;
      } else if (wanted < count - above) {
        return pivot;
      } else {
        keepAbove(rest, count, pivot);
        wanted -= count - above;
        count = above;
      }
    }
  }

  private static int median(int a, int b, int c) {
    return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
  }

  private static void keepBelow(int[] keys, int count, int pivot) {
    int kept = 0;
    for (int i = 0; i < count; i++) {
      int key = keys[i];
      keys[kept] = key;
      kept += isBelow(key, pivot);
    }
  }

  private static void keepAbove(int[] keys, int count, int pivot) {
    int kept = 0;
    for (int i = 0; i < count; i++) {
      int key = keys[i];
      keys[kept] = key;
      kept += isBelow(pivot, key);
    }
  }
}
