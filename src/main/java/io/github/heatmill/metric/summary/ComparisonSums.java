package io.github.heatmill.metric.summary;

import io.github.heatmill.metric.Column;
import io.github.heatmill.metric.Column.Better;
import io.github.heatmill.metric.summary.Summary.Comparison;

/** Compares a number with that of random maps of the same images. */
final class ComparisonSums {
  private final Column column;
  private final MeanSums differences = new MeanSums();
  private double chance;
  private long rows;
  private long better;

  ComparisonSums(Column column) {
    this.column = column;
  }

  /** Adds an image. An image without both numbers (NaN) is left out. */
  void add(double value, double random, double[] weights) {
    if (Double.isNaN(value - random)) {
      return;
    }
    rows++;
    chance += random;
    better += column.isBetter(value, random) ? 1 : 0;
    differences.add(value - random, weights);
  }

  /** Adds the images of another. */
  void add(ComparisonSums others) {
    rows += others.rows;
    chance += others.chance;
    better += others.better;
    differences.add(others.differences);
  }

  Comparison comparison() {
    if (rows == 0) {
      return Comparison.NONE;
    }
    double above = column.better() == Better.NEITHER ? Double.NaN : (double) better / rows;
    return new Comparison(chance / rows, differences.estimate(), above);
  }
}
