package io.github.heatmill.model.evidence;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The classes to explain in each image of a batch: any number for each image, in the order of their
 * ranks.
 *
 * @param listed the classes of each image; a negative number, see {@link #ranked}, is the class
 *     with one of the highest scores. All lists are empty where {@code least} decides
 * @param least the smallest probability of a class that is explained; NaN where the classes are
 *     listed
 */
public record TargetClasses(List<int[]> listed, double least) {
  /** The largest number of classes of one image that {@link #above} explains. */
  public static final int MOST_ABOVE = 64;

  public TargetClasses {
    listed = listed.stream().map(int[]::clone).toList();
  }

  /** One class of each image. */
  public static TargetClasses of(int[] targets) {
    return listed(Arrays.stream(targets).mapToObj(target -> new int[] {target}).toList());
  }

  /** Any classes of each image. */
  public static TargetClasses listed(List<int[]> classes) {
    return new TargetClasses(classes, Double.NaN);
  }

  /** The classes whose probability is at least this number, the most probable ones first. */
  public static TargetClasses above(double least, int images) {
    return new TargetClasses(IntStream.range(0, images).mapToObj(i -> new int[0]).toList(), least);
  }

  /**
   * Stands for the class with one of the highest scores.
   *
   * @param rank 0 for the highest
   */
  public static int ranked(int rank) {
    return Batch.PREDICTED - rank;
  }

  /** Whether probabilities decide which classes are explained. */
  public boolean isByProbability() {
    return !Double.isNaN(least);
  }

  /** The number of images. */
  public int images() {
    return listed.size();
  }

  /** The largest number of classes of one image; at least 1. */
  public int ranks() {
    return Math.max(1, listed.stream().mapToInt(classes -> classes.length).max().orElse(1));
  }

  /**
   * The classes as one table, row by row. Images with fewer classes are filled up with their first,
   * or with the predicted class.
   *
   * @param capacity the number of rows, padding included
   */
  public int[] table(int capacity) {
    int ranks = ranks();
    int[] table = new int[capacity * ranks];
    for (int i = 0; i < images(); i++) {
      int[] classes = listed.get(i);
      for (int r = 0; r < ranks; r++) {
        table[i * ranks + r] =
            r < classes.length ? classes[r] : classes.length > 0 ? classes[0] : Batch.PREDICTED;
      }
    }
    return table;
  }
}
