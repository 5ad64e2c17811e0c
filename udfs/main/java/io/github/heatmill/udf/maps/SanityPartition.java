package io.github.heatmill.udf.maps;

import io.github.heatmill.method.SaliencyMethod;
import io.github.heatmill.model.Probe;
import io.github.heatmill.model.evidence.Batch;
import io.github.heatmill.model.evidence.Evidence;
import io.github.heatmill.model.evidence.RankedEvidence;
import io.github.heatmill.saliency.similarity.RankCorrelation;
import io.github.heatmill.saliency.similarity.Ssim;
import io.github.heatmill.tensor.Heatmap;
import io.github.heatmill.tensor.Tensor;
import io.github.heatmill.udf.batch.BatchFunction;
import io.github.heatmill.udf.batch.BatchProbe;
import io.github.heatmill.udf.batch.DecodedImage;
import io.github.heatmill.udf.batch.ImagePartition;
import io.github.heatmill.udf.image.ImageFailure;
import io.github.heatmill.udf.image.Stage;
import io.github.heatmill.udf.plugin.RunCounters;
import io.github.heatmill.udf.request.Assignment;
import io.github.heatmill.udf.request.ExecutorRequest;
import io.github.heatmill.udf.request.SharedModel;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Compares the maps of a network with those of a randomised copy of it, for the images of one
 * partition. Both networks explain the class that the original explains. Returns rows of {@link
 * SanityTable#OUTCOME}.
 *
 * <p>An executor holds the network and one randomised copy: the copies of earlier steps are freed
 * first.
 */
public final class SanityPartition extends ImagePartition {
  private static final long serialVersionUID = 1L;

  private final RandomisedModel randomised;

  /**
   * One step of a parameter randomisation.
   *
   * @param model the network with the parameters of this step randomised
   * @param earlier the networks of the steps before, which are no longer used
   */
  public record RandomisedModel(SharedModel model, List<SharedModel> earlier)
      implements Serializable {
    public RandomisedModel {
      earlier = List.copyOf(earlier);
    }
  }

  /**
   * Prepares the function on the driver.
   *
   * @param hadoop settings with which executors open the images' file systems
   * @param counters live numbers of images and errors
   */
  public SanityPartition(
      ExecutorRequest request,
      RandomisedModel randomised,
      SerializableConfiguration hadoop,
      RunCounters counters) {
    super(request, hadoop, counters);
    this.randomised = randomised;
  }

  @Override
  protected BatchFunction function(ExecutorRequest request, BatchProbe network) {
    randomised.earlier().forEach(SharedModel::close);
    return new BatchComparison(request, network, randomised.model().probe());
  }

  /** Compares the maps of two networks for a batch of images. */
  private static final class BatchComparison implements BatchFunction {
    private final List<Assignment> assignments;
    private final BatchProbe network;
    private final Probe randomised;
    private final int height;
    private final int width;

    BatchComparison(ExecutorRequest request, BatchProbe network, Probe randomised) {
      this.assignments = request.assignments();
      this.height = request.preprocessing().height();
      this.width = request.preprocessing().width();
      this.network = network;
      this.randomised = randomised;
    }

    /** The column values that say which map of an image was compared. */
    private record MapKey(int target, String layer, String method) {}

    @Override
    public List<Row> rows(List<DecodedImage> images, int capacity) throws ImageFailure {
      RankedEvidence ranked = network.evidence(images, capacity);
      List<List<Row>> comparisons = new ArrayList<>();
      images.forEach(image -> comparisons.add(new ArrayList<>()));
      for (int rank = 0; rank < ranked.ranks().size(); rank++) {
        addComparisons(ranked, rank, comparisons);
      }
      return rows(images, ranked.first(), comparisons);
    }

    /** Adds to the rows of each image those of the maps of one rank. */
    private void addComparisons(RankedEvidence ranked, int rank, List<List<Row>> comparisons)
        throws ImageFailure {
      Evidence before = ranked.ranks().get(rank);
      Evidence after = randomisedEvidence(before);
      for (Assignment assignment : assignments) {
        for (SaliencyMethod method : assignment.methods()) {
          Tensor old = maps(method, network.probe(), before.only(assignment.layers()));
          Tensor now = maps(method, randomised, after.only(assignment.layers()));
          for (int i = 0; i < before.size(); i++) {
            if (rank < ranked.count(i)) {
              MapKey key = new MapKey(before.targets()[i], assignment.name(), method.id());
              comparisons.get(i).add(comparison(key, old.slice(i), now.slice(i)));
            }
          }
        }
      }
    }

    private Row comparison(MapKey key, Tensor old, Tensor now) {
      return RowFactory.create(
          key.target,
          key.layer,
          key.method,
          Heatmap.of(old).status().id(),
          Heatmap.of(now).status().id(),
          old.equals(now),
          defined(RankCorrelation.of(old, now)),
          defined(RankCorrelation.ofAbsolutes(old, now)),
          defined(Ssim.of(old, now, height, width)));
    }

    /** The evidence of the randomised network for the same pixels and the same classes. */
    private Evidence randomisedEvidence(Evidence before) throws ImageFailure {
      Batch batch = before.batch();
      try {
        return randomised.evidence(new Batch(batch.images(), before.targets(), batch.encoding()));
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

    private List<Row> rows(
        List<DecodedImage> images, Evidence before, List<List<Row>> comparisons) {
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
}
