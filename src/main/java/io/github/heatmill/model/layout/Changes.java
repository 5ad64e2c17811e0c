package io.github.heatmill.model.layout;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How the output of a layer changes when a quarter of the image is replaced, summed along each of
 * its axes. Along an axis of places the change moves with the quarter; along an axis of channels it
 * does not.
 *
 * @param byAxis for each axis of the output of one image: the mean absolute change at every index
 *     of this axis
 * @param rowError how far the sums along the last axis are from 1, at most; about 0 for the rows of
 *     an attention matrix
 */
public record Changes(List<Axis> byAxis, double rowError) {
  private static final double ROUNDING = 1e-3;

  public Changes {
    byAxis = List.copyOf(byAxis);
  }

  /**
   * The changes along one axis.
   *
   * @param topLeft when the quarter at the top left is replaced
   * @param topRight when the one at the top right is
   * @param bottomLeft when the one at the bottom left is
   */
  public record Axis(double[] topLeft, double[] topRight, double[] bottomLeft) {
    /**
     * How much the change moves along this axis when the replaced quarter moves down: 1 if it moves
     * wholly from the first half to the second, 0 if it does not move.
     */
    double asRows() {
      return (firstHalf(topLeft) + firstHalf(topRight)) / 2 - firstHalf(bottomLeft);
    }

    /** How much the change moves along this axis when the replaced quarter moves to the right. */
    double asColumns() {
      return (firstHalf(topLeft) + firstHalf(bottomLeft)) / 2 - firstHalf(topRight);
    }

    /**
     * How much the change moves along this axis at all, whatever the order of its indices: 0 if the
     * same indices change with every quarter, 1 if none of them do.
     */
    double moves() {
      return Math.max(
          Math.max(difference(topLeft, topRight), difference(topLeft, bottomLeft)),
          difference(topRight, bottomLeft));
    }

    private static double difference(double[] a, double[] b) {
      double sumA = DoubleStream.of(a).sum();
      double sumB = DoubleStream.of(b).sum();
      if (sumA == 0 || sumB == 0) {
        return sumA == sumB ? 0 : 1;
      }
      return IntStream.range(0, a.length)
              .mapToDouble(i -> Math.abs(a[i] / sumA - b[i] / sumB))
              .sum()
          / 2;
    }

    private static double firstHalf(double[] change) {
      double first = DoubleStream.of(change).limit(change.length / 2).sum();
      double middle = change.length % 2 == 1 ? change[change.length / 2] / 2 : 0;
      double whole = DoubleStream.of(change).sum();
      return whole > 0 ? (first + middle) / whole : 0.5;
    }

    /** The rows of a grid whose places are on this axis, row by row, after a prefix. */
    Axis rows(Grid grid) {
      return new Axis(grid.rows(topLeft), grid.rows(topRight), grid.rows(bottomLeft));
    }

    /** The columns of such a grid. */
    Axis columns(Grid grid) {
      return new Axis(grid.columns(topLeft), grid.columns(topRight), grid.columns(bottomLeft));
    }

    private double sum() {
      return Stream.of(topLeft, topRight, bottomLeft).flatMapToDouble(DoubleStream::of).sum();
    }
  }

  /** Whether the output is the same for all images. */
  boolean isConstant() {
    return byAxis.stream().allMatch(axis -> axis.sum() == 0);
  }

  /** Whether the last axis always sums to 1, as that of an attention matrix does. */
  boolean hasRowsOfOne() {
    return rowError < ROUNDING;
  }

  /**
   * How surely two axes are rows and columns of places: the smaller of their movements, 0 or less
   * if they are not. An axis of length 1 always counts, because nothing can move along it.
   */
  static double placement(Axis rows, Axis columns) {
    double down = rows.topLeft.length == 1 ? 1 : rows.asRows();
    double right = columns.topLeft.length == 1 ? 1 : columns.asColumns();
    return Math.min(down, right);
  }
}
