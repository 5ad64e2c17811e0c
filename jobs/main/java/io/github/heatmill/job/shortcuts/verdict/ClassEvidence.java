package io.github.heatmill.job.shortcuts.verdict;

import io.github.heatmill.job.shortcuts.verdict.Cluster.Place;
import io.github.heatmill.saliency.EvidenceArea;
import io.github.heatmill.tensor.Tensor;
import io.github.heatmill.udf.table.StoredMap;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;

/** The sums of the evidence of each class, with which the evidence of a cluster is compared. */
final class ClassEvidence {
  private static final double HALF = 0.5;

  /** The evidence of a number of images at each place. The evidence of an image sums to 1. */
  private record Sum(long images, double[] places) {
    static final Sum NONE = new Sum(0, new double[0]);

    Sum plus(Sum other) {
      double[] sum = Arrays.copyOf(places, Math.max(places.length, other.places.length));
      for (int i = 0; i < other.places.length; i++) {
        sum[i] += other.places[i];
      }
      return new Sum(images + other.images, sum);
    }
  }

  private final Map<Integer, Sum> byClass = new HashMap<>();
  private Sum all = Sum.NONE;

  /** Adds the evidence of clusters: rows with {@code target}, {@code size} and {@code mean}. */
  static ClassEvidence of(List<Row> clusters) {
    ClassEvidence evidence = new ClassEvidence();
    for (Row row : clusters) {
      long size = row.getAs("size");
      double[] shares = shares(StoredMap.tensor(row.<Row>getAs("mean")));
      Sum sum = new Sum(size, Arrays.stream(shares).map(share -> size * share).toArray());
      evidence.byClass.merge(row.getAs("target"), sum, Sum::plus);
      evidence.all = evidence.all.plus(sum);
    }
    return evidence;
  }

  /** The number of images of a class that have a map. */
  long images(int target) {
    return byClass.get(target).images;
  }

  /** Computes the place of a cluster from its mean map. */
  Place place(Tensor mean, int target) {
    double[] shares = shares(mean);
    double area = EvidenceArea.of(mean, HALF);
    int[] highest =
        IntStream.range(0, shares.length)
            .boxed()
            .sorted(Comparator.comparing((Integer i) -> -shares[i]))
            .limit(Math.round(area * shares.length))
            .mapToInt(Integer::intValue)
            .toArray();
    double own = IntStream.of(highest).mapToDouble(i -> shares[i]).sum();
    Sum mine = byClass.get(target);
    long images = all.images - mine.images;
    double others =
        IntStream.of(highest).mapToDouble(i -> all.places[i] - mine.places[i]).sum() / images;
    double purity = images == 0 ? Double.NaN : own / (own + Math.max(0, others));
    return new Place(
        mean,
        area,
        Cluster.rounded(purity),
        weighted(highest, shares, i -> (i % mean.length(1) + HALF) / mean.length(1)),
        weighted(highest, shares, i -> (i / mean.length(1) + HALF) / mean.length(0)));
  }

  private static double weighted(int[] places, double[] shares, IntToDoubleFunction value) {
    double sum = IntStream.of(places).mapToDouble(i -> shares[i] * value.applyAsDouble(i)).sum();
    return Cluster.rounded(sum / IntStream.of(places).mapToDouble(i -> shares[i]).sum());
  }

  /** The share of each place in a map's evidence; zeros for a constant map. */
  private static double[] shares(Tensor mean) {
    double minimum =
        IntStream.range(0, mean.size()).mapToDouble(i -> mean.values()[i]).min().orElse(0);
    double[] shares =
        IntStream.range(0, mean.size()).mapToDouble(i -> mean.values()[i] - minimum).toArray();
    double sum = Arrays.stream(shares).sum();
    return Arrays.stream(shares).map(share -> sum > 0 ? share / sum : 0).toArray();
  }
}
