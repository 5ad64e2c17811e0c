package io.github.heatmill.udf.maps;

import io.github.heatmill.method.SaliencyMethod;
import io.github.heatmill.model.Batch;
import io.github.heatmill.model.Evidence;
import io.github.heatmill.model.Probe;
import io.github.heatmill.saliency.similarity.RankCorrelation;
import io.github.heatmill.saliency.similarity.Ssim;
import io.github.heatmill.tensor.Heatmap;
import io.github.heatmill.tensor.Tensor;
import io.github.heatmill.udf.batch.BatchFunction;
import io.github.heatmill.udf.batch.BatchProbe;
import io.github.heatmill.udf.batch.DecodedImage;
import io.github.heatmill.udf.image.ImageFailure;
import io.github.heatmill.udf.image.Stage;
import io.github.heatmill.udf.request.Assignment;
import io.github.heatmill.udf.request.ExecutorRequest;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Compares maps of two networks, for one task: makes rows of {@link SanityTable#OUTCOME}. Both
 * explain the class that the first one explains.
 */
final class BatchComparison implements BatchFunction {
  private final List<Assignment> assignments;
  private final BatchProbe network;
  private final Probe randomised;
  private final int height;
  private final int width;

  BatchComparison(ExecutorRequest explanation, BatchProbe network, Probe randomised) {
    this.assignments = explanation.work().assignments();
    this.height = explanation.model().card().preprocessing().height();
    this.width = explanation.model().card().preprocessing().width();
    this.network = network;
    this.randomised = randomised;
  }

  @Override
  public List<Row> rows(List<DecodedImage> images, int capacity) throws ImageFailure {
    Evidence before = network.evidence(images, capacity);
    Evidence after = evidence(before);
    List<List<Row>> comparisons = new ArrayList<>();
    images.forEach(image -> comparisons.add(new ArrayList<>()));
    for (Assignment assignment : assignments) {
      for (SaliencyMethod method : assignment.methods()) {
        Tensor old = maps(method, network.probe(), before.only(assignment.layers()));
        Tensor now = maps(method, randomised, after.only(assignment.layers()));
        for (int i = 0; i < images.size(); i++) {
          Named named = new Named(before.targets()[i], assignment.name(), method.id());
          comparisons.get(i).add(comparison(named, old.slice(i), now.slice(i)));
        }
      }
    }
    return rows(images, before, comparisons);
  }

  /** Which map of an image. */
  private record Named(int target, String layer, String method) {}

  private Row comparison(Named named, Tensor old, Tensor now) {
    return RowFactory.create(
        named.target,
        named.layer,
        named.method,
        Heatmap.of(old).status().id(),
        Heatmap.of(now).status().id(),
        old.equals(now),
        defined(RankCorrelation.of(old, now)),
        defined(RankCorrelation.ofAbsolutes(old, now)),
        defined(Ssim.of(old, now, height, width)));
  }

  /** Of the randomised network, for the same pixels and the same classes. */
  private Evidence evidence(Evidence before) throws ImageFailure {
    Batch batch = before.batch();
    try {
      return randomised.evidence(
          new Batch(batch.images(), before.targets(), batch.mean(), batch.std()));
    } catch (RuntimeException e) {
      throw new ImageFailure(Stage.INFER, e);
    }
  }

  private static Tensor maps(SaliencyMethod method, Probe probe, Evidence evidence)
      throws ImageFailure {
    try {
      return method.explain(probe, evidence);
    } catch (RuntimeException e) {
      throw new ImageFailure(Stage.EXPLAIN, e);
    }
  }

  private static Object defined(double value) {
    return Double.isNaN(value) ? null : value;
  }

  private List<Row> rows(List<DecodedImage> images, Evidence before, List<List<Row>> comparisons) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < images.size(); i++) {
      String image = images.get(i).image();
      boolean finite = Heatmap.of(before.logits().slice(i)).status() != Heatmap.Status.NON_FINITE;
      rows.add(
          finite
              ? RowFactory.create(image, comparisons.get(i).toArray(Row[]::new), null)
              : failed(image, ImageFailure.ofLogits()));
    }
    return rows;
  }

  @Override
  public Row failed(String image, ImageFailure failure) {
    return RowFactory.create(image, null, failure.row());
  }
}
