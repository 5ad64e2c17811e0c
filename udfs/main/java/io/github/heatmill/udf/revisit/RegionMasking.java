package io.github.heatmill.udf.revisit;

import io.github.heatmill.model.Evidence;
import io.github.heatmill.model.Probe;
import io.github.heatmill.model.alteration.Alteration;
import io.github.heatmill.model.alteration.AlteredArea;
import io.github.heatmill.model.alteration.AlteredCopy;
import io.github.heatmill.model.alteration.Fill;
import io.github.heatmill.tensor.Softmax;
import io.github.heatmill.tensor.Tensor;
import io.github.heatmill.udf.batch.BatchProbe;
import io.github.heatmill.udf.batch.DecodedImage;
import io.github.heatmill.udf.batch.ImageReader;
import io.github.heatmill.udf.image.ImageFailure;
import io.github.heatmill.udf.image.InputImage;
import io.github.heatmill.udf.image.Stage;
import io.github.heatmill.udf.plugin.ExecutorMetrics;
import io.github.heatmill.udf.plugin.ExecutorMetrics.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Masks a region in each of a few images, for one task: its pixels are imputed from those around
 * it, as ROAD does, so that what is left looks like an image and the mask itself says nothing.
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

  /** An image, and what is asked about it. */
  record Asked(InputImage image, MaskingRequest order) {}

  /** One row of {@link RegionPartition#SCHEMA} for each. */
  List<Row> rows(List<Asked> asked, int capacity) throws ImageFailure {
    List<DecodedImage> images = new ArrayList<>();
    for (Asked one : asked) {
      images.add(reader.read(one.image(), one.order().target()));
    }
    Evidence evidence = network.evidence(images, capacity);
    for (int i = 0; i < asked.size(); i++) {
      if (!asked.get(i).order().image().is(evidence.batch().seed(i))) {
        throw ImageFailure.ofOtherPixels();
      }
    }
    return rows(asked, evidence, scores(asked, evidence));
  }

  private Probe.ClassScores scores(List<Asked> asked, Evidence evidence) throws ImageFailure {
    List<Tensor> maps = new ArrayList<>();
    List<AlteredCopy> copies = new ArrayList<>();
    for (int i = 0; i < asked.size(); i++) {
      ImageRegion region = regions.get(asked.get(i).order().region());
      Alteration masked =
          new Alteration(
              new AlteredArea.Highest(region.pixels()), new Fill.Imputed(), Fill.Plain.IMAGE);
      for (Tensor map : region.withControls()) {
        copies.add(new AlteredCopy(i, maps.size(), masked));
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

  private static List<Row> rows(List<Asked> asked, Evidence evidence, Probe.ClassScores scores)
      throws ImageFailure {
    List<Row> rows = new ArrayList<>();
    int copies = 1 + ImageRegion.CONTROLS;
    for (int i = 0; i < asked.size(); i++) {
      double clean = Softmax.of(evidence.logits().slice(i).values())[evidence.targets()[i]];
      if (Double.isNaN(clean)) {
        throw ImageFailure.ofLogits();
      }
      double masked = scores.probabilities()[i * copies];
      double control =
          Arrays.stream(scores.probabilities(), i * copies + 1, (i + 1) * copies)
              .average()
              .orElseThrow();
      rows.add(RowFactory.create(asked.get(i).order().number(), clean, masked, control, null));
    }
    return rows;
  }

  /** The row of an image that failed. */
  static Row failed(Asked asked, ImageFailure failure) {
    return RowFactory.create(asked.order().number(), null, null, null, failure.row());
  }
}
