package io.github.heatmill.udf.summary;

import io.github.heatmill.model.Evidence;
import io.github.heatmill.tensor.Tensor;
import io.github.heatmill.udf.batch.BatchFunction;
import io.github.heatmill.udf.batch.BatchProbe;
import io.github.heatmill.udf.batch.DecodedImage;
import io.github.heatmill.udf.image.ImageFailure;
import io.github.heatmill.udf.image.Stage;
import io.github.heatmill.udf.table.Float32;
import io.github.heatmill.udf.table.Tables;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Records activations, for one task: makes rows of {@link Tables#ACTIVATIONS}. */
final class BatchActivations implements BatchFunction {
  private final List<String> layers;
  private final BatchProbe network;

  BatchActivations(List<String> layers, BatchProbe network) {
    this.layers = layers;
    this.network = network;
  }

  @Override
  public List<Row> rows(List<DecodedImage> images, int capacity) throws ImageFailure {
    Evidence evidence = network.evidence(images, capacity).only(layers);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < images.size(); i++) {
      rows.add(row(images.get(i).image(), evidence, i));
    }
    return rows;
  }

  /** One image with a NaN would make every mean a NaN, so such images are left out. */
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
