package io.github.heatmill.job.shortcuts.cluster;

import static org.apache.spark.ml.functions.array_to_vector;
import static org.apache.spark.sql.functions.col;

import java.io.Serializable;
import org.apache.spark.ml.feature.PCA;
import org.apache.spark.ml.feature.PCAModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The principal components of all pooled maps that hold 99 % of their variance.
 *
 * <p>Coordinates are multiples of 2^-20. Their sums are therefore exact in any order, and clusters
 * do not depend on the partitions of the data.
 *
 * @param axes the components, each with a value for each cell
 */
public record Embedding(double[][] axes) implements Serializable {
  private static final double KEPT = 0.99;

  /** The number of steps of a coordinate per unit. */
  private static final double STEPS = 1 << 20;

  /** The precision of a component. Further digits depend on the order in which Spark adds. */
  private static final double COMPONENT_STEPS = 1e6;

  /** The smallest number of components. */
  private static final int FEWEST = 2;

  /**
   * Computes the components.
   *
   * @param maps rows with the column {@code pooled}
   */
  public static Embedding of(Dataset<Row> maps) {
    int cells = PooledMaps.CELLS * PooledMaps.CELLS;
    if (maps.count() <= 1) {
      return new Embedding(new double[FEWEST][cells]); // One map has no variance.
    }
    PCAModel fitted =
        new PCA()
            .setInputCol("pooled")
            .setOutputCol("embedded")
            .setK(cells)
            .fit(maps.select(array_to_vector(col("pooled")).as("pooled")));
    double[][] axes = new double[kept(fitted.explainedVariance().toArray())][cells];
    for (int axis = 0; axis < axes.length; axis++) {
      for (int cell = 0; cell < cells; cell++) {
        axes[axis][cell] =
            Math.rint(fitted.pc().apply(cell, axis) * COMPONENT_STEPS) / COMPONENT_STEPS;
      }
      orient(axes[axis]);
    }
    return new Embedding(axes);
  }

  private static int kept(double[] shares) {
    double sum = 0;
    int count = 0;
    while (count < shares.length && (count < FEWEST || sum < KEPT)) {
      sum += shares[count++];
    }
    return count;
  }

  /** Makes the largest value of a component positive, since its sign is arbitrary. */
  private static void orient(double[] axis) {
    double largest = 0;
    for (double value : axis) {
      largest = Math.abs(value) > Math.abs(largest) ? value : largest;
    }
    for (int i = 0; largest < 0 && i < axis.length; i++) {
      axis[i] = -axis[i];
    }
  }

  /** The coordinates of a pooled map. */
  public double[] point(double[] pooled) {
    double[] point = new double[axes.length];
    for (int axis = 0; axis < axes.length; axis++) {
      double sum = 0;
      for (int cell = 0; cell < pooled.length; cell++) {
        sum += axes[axis][cell] * pooled[cell];
      }
      point[axis] = Math.rint(sum * STEPS) / STEPS;
    }
    return point;
  }
}
