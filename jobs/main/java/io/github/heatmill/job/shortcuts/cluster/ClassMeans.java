package io.github.heatmill.job.shortcuts.cluster;

import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;
import scala.Tuple2;

/** The sums and means of the maps of each class. */
record ClassMeans(Map<Integer, Sum> byClass) {

  /** The number of points, and their sum. */
  record Sum(long count, double[] total) implements Serializable {
    Sum plus(Sum other) {
      double[] sum = total.clone();
      for (int i = 0; i < sum.length; i++) {
        sum[i] += other.total[i];
      }
      return new Sum(count + other.count, sum);
    }

    double[] mean() {
      double[] mean = total.clone();
      for (int i = 0; i < mean.length; i++) {
        mean[i] /= count;
      }
      return mean;
    }
  }

  /** Adds the points of each class. */
  static ClassMeans of(JavaRDD<ClassPoint> points) {
    return new ClassMeans(
        new TreeMap<>(
            points
                .mapToPair(point -> new Tuple2<>(point.target(), new Sum(1, point.at())))
                .reduceByKey(Sum::plus)
                .collectAsMap()));
  }
}
