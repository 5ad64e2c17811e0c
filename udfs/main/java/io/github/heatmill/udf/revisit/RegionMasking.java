package io.github.heatmill.udf.revisit;

import io.github.heatmill.model.Probe;
import io.github.heatmill.model.alteration.Alteration;
import io.github.heatmill.model.alteration.AlteredArea;
import io.github.heatmill.model.alteration.AlteredCopy;
import io.github.heatmill.model.alteration.Fill;
import io.github.heatmill.model.evidence.Evidence;
import io.github.heatmill.tensor.Tensor;
import io.github.heatmill.udf.batch.BatchProbe;
import io.github.heatmill.udf.batch.DecodedImage;
import io.github.heatmill.udf.batch.ImageReader;
import io.github.heatmill.udf.image.ImageFailure;
import io.github.heatmill.udf.image.InputImage;
import io.github.heatmill.udf.image.Stage;
import io.github.heatmill.udf.plugin.ExecutorMetrics;
import io.github.heatmill.udf.plugin.ExecutorMetrics.Step;
import io.github.heatmill.udf.request.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Masks a region in each image of a batch and runs the network on the result, for one task. The
 * pixels of the region are imputed from those around it, as ROAD does, so that the network cannot
 * see the shape of the mask.
 */
final class RegionMasking {
  private final BatchProbe network;
  private final ImageReader reader;
  private final List<ImageRegion> regions;
  private final ExecutorMetrics metrics = ExecutorMetrics.ofTask();

  RegionMasking(BatchProbe network, ImageReader reader, List<ImageRegion> regions) {
    this.network = network;
    this.reader = reader;
    this.regions = regions;
  }

  /** An image, and one request for it. */
  record MaskedImage(InputImage image, MaskingRequest request) {}

  /** Returns one row of {@link RegionPartition#SCHEMA} per image. */
  List<Row> rows(List<MaskedImage> masked, int capacity) throws ImageFailure {
    List<DecodedImage> images = new ArrayList<>();
    for (MaskedImage one : masked) {
      images.add(reader.read(one.image(), Target.fixed(one.request().target())));
    }
    Evidence evidence = network.evidence(images, capacity).first();
    for (int i = 0; i < masked.size(); i++) {
      if (!masked.get(i).request().image().is(evidence.batch().seed(i))) {
        throw ImageFailure.ofOtherPixels();
      }
    }
    return rows(masked, evidence, scores(masked, evidence));
  }

  private Probe.ClassScores scores(List<MaskedImage> masked, Evidence evidence)
      throws ImageFailure {
    List<Tensor> maps = new ArrayList<>();
    List<AlteredCopy> copies = new ArrayList<>();
    for (int i = 0; i < masked.size(); i++) {
      ImageRegion region = regions.get(masked.get(i).request().region());
      Alteration alteration =
          new Alteration(
              new AlteredArea.Highest(region.pixels()), new Fill.Imputed(), Fill.Plain.IMAGE);
      for (Tensor map : region.withControls()) {
        copies.add(new AlteredCopy(i, maps.size(), alteration));
        maps.add(map);
      }
    }
    try {
      return metrics.time(
          Step.SCORE, () -> network.probe().scores(evidence, Tensor.stacked(maps), copies));
    } catch (RuntimeException e) {
      throw new ImageFailure(Stage.SCORE, e);
    }
  }

  private static List<Row> rows(
      List<MaskedImage> masked, Evidence evidence, Probe.ClassScores scores) throws ImageFailure {
    List<Row> rows = new ArrayList<>();
    int copies = 1 + ImageRegion.CONTROLS;
    for (int i = 0; i < masked.size(); i++) {
      double clean = evidence.probability(i);
      if (Double.isNaN(clean)) {
        throw ImageFailure.ofLogits();
      }
      double probability = scores.probabilities()[i * copies];
      double control =
          Arrays.stream(scores.probabilities(), i * copies + 1, (i + 1) * copies)
              .average()
              .orElseThrow();
      rows.add(
          RowFactory.create(masked.get(i).request().number(), clean, probability, control, null));
    }
    return rows;
  }

  /** The row of an image that failed. */
  static Row failed(MaskedImage masked, ImageFailure failure) {
    return RowFactory.create(masked.request().number(), null, null, null, failure.row());
  }
}
