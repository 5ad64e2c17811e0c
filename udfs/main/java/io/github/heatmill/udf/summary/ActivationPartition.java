package io.github.heatmill.udf.summary;

import io.github.heatmill.model.evidence.Evidence;
import io.github.heatmill.tensor.Tensor;
import io.github.heatmill.udf.batch.BatchFunction;
import io.github.heatmill.udf.batch.BatchProbe;
import io.github.heatmill.udf.batch.DecodedImage;
import io.github.heatmill.udf.batch.ImagePartition;
import io.github.heatmill.udf.image.ImageFailure;
import io.github.heatmill.udf.image.Stage;
import io.github.heatmill.udf.plugin.RunCounters;
import io.github.heatmill.udf.request.ExecutorRequest;
import io.github.heatmill.udf.request.ExplainSpec;
import io.github.heatmill.udf.request.Target;
import io.github.heatmill.udf.table.Float32;
import io.github.heatmill.udf.table.Tables;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Records the activations of the images of one partition, at the layers for which methods need
 * activation statistics. Returns rows of {@link Tables#ACTIVATIONS}.
 */
public final class ActivationPartition extends ImagePartition {
  private static final long serialVersionUID = 1L;

  /**
   * Prepares the function on the driver.
   *
   * @param hadoop settings with which executors open the images' file systems
   * @param counters live numbers of images and errors
   */
  public ActivationPartition(
      ExecutorRequest request, SerializableConfiguration hadoop, RunCounters counters) {
    super(forAnyTarget(request), hadoop, counters);
  }

  /** Statistics include images whose label is unknown, so the label must not be the target. */
  private static ExecutorRequest forAnyTarget(ExecutorRequest request) {
    ExplainSpec spec = request.spec();
    return request.with(
        new ExplainSpec(spec.assignments(), Target.predicted(), spec.decoder(), spec.sizes()));
  }

  @Override
  protected BatchFunction function(ExecutorRequest request, BatchProbe network) {
    return new BatchActivations(request.spec().layersWithStatistics(), network);
  }

  /** Records the activations of a batch of images. */
  private record BatchActivations(List<String> layers, BatchProbe network)
      implements BatchFunction {

    @Override
    public List<Row> rows(List<DecodedImage> images, int capacity) throws ImageFailure {
      Evidence evidence = network.evidence(images, capacity).first().only(layers);
      List<Row> rows = new ArrayList<>();
      for (int i = 0; i < images.size(); i++) {
        rows.add(row(images.get(i).image(), evidence, i));
      }
      return rows;
    }

    /** An image with a NaN fails, because it would make every mean a NaN. */
    private Row row(String image, Evidence evidence, int index) {
      if (!isFinite(evidence.logits().slice(index))) {
        return failed(image, ImageFailure.ofLogits());
      }
      List<Row> recorded = new ArrayList<>();
      for (var layer : evidence.layers()) {
        Tensor activations = layer.spatial().activations().slice(index);
        if (!isFinite(activations)) {
          return failed(
              image,
              new ImageFailure(
                  Stage.INFER, "Activations are not finite numbers at " + layer.layer()));
        }
        recorded.add(
            RowFactory.create(
                layer.layer(),
                activations.length(0),
                activations.length(1),
                activations.length(2),
                Float32.bytes(activations.values())));
      }
      return RowFactory.create(image, recorded.toArray(Row[]::new), null);
    }

    private static boolean isFinite(Tensor tensor) {
      for (float value : tensor.values()) {
        if (!Float.isFinite(value)) {
          return false;
        }
      }
      return true;
    }

    @Override
    public Row failed(String image, ImageFailure failure) {
      return RowFactory.create(image, null, failure.row());
    }
  }
}
