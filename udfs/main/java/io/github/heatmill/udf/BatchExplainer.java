package io.github.heatmill.udf;

import io.github.heatmill.image.Preprocessing;
import io.github.heatmill.method.Heatmap;
import io.github.heatmill.method.SaliencyMethod;
import io.github.heatmill.model.Batch;
import io.github.heatmill.model.Evidence;
import io.github.heatmill.model.Probe;
import io.github.heatmill.tensor.Softmax;
import io.github.heatmill.tensor.Tensor;
import io.github.heatmill.udf.OutcomeRows.Explained;
import io.github.heatmill.udf.OutcomeRows.NamedMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.apache.spark.sql.Row;

/**
 * Runs all methods on a few images at once, for one task. One bad image does not take the others
 * with it.
 */
final class BatchExplainer {
  private final Explanation explanation;
  private final Probe probe;
  private final OutcomeRows rows;

  /** Used for one batch after the other: arrays of this size are expensive to collect. */
  private final Tensor input;

  BatchExplainer(Explanation explanation, Probe probe) {
    this.explanation = explanation;
    this.probe = probe;
    this.rows = new OutcomeRows(explanation.model().card(), explanation.sizes().topK());
    Preprocessing preprocessing = explanation.model().card().preprocessing();
    this.input =
        Tensor.zeros(explanation.sizes().batch(), 3, preprocessing.height(), preprocessing.width());
  }

  /** One row of {@link Tables#OUTCOME} for each image, in their order; at most a batch of them. */
  List<Row> explain(List<DecodedImage> images) {
    try {
      return tried(images);
    } catch (ImageFailure failure) {
      return images.size() == 1
          ? List.of(rows.failed(images.get(0).image(), failure))
          : images.stream().flatMap(image -> explain(List.of(image)).stream()).toList();
    }
  }

  private List<Row> tried(List<DecodedImage> images) throws ImageFailure {
    Evidence evidence = evidence(images);
    List<List<NamedMap>> maps = maps(evidence);
    List<Row> result = new ArrayList<>();
    for (int i = 0; i < images.size(); i++) {
      double[] probabilities = Softmax.of(evidence.logits().slice(i).values());
      if (DoubleStream.of(probabilities).allMatch(Double::isFinite)) {
        Explained explained = new Explained(evidence.targets()[i], probabilities, maps.get(i));
        result.add(rows.explained(images.get(i), explained));
      } else {
        ImageFailure failure =
            new ImageFailure(Stage.INFER, "Network gave logits that are not finite numbers");
        result.add(rows.failed(images.get(i).image(), failure));
      }
    }
    return result;
  }

  private Evidence evidence(List<DecodedImage> images) throws ImageFailure {
    try {
      return probe.evidence(batch(images));
    } catch (RuntimeException e) {
      throw new ImageFailure(Stage.INFER, e);
    }
  }

  /** Blank padding: an image left over from an earlier batch could make the network fail again. */
  private Batch batch(List<DecodedImage> decoded) {
    Preprocessing preprocessing = explanation.model().card().preprocessing();
    int stride = input.size() / input.length(0);
    for (int i = 0; i < decoded.size(); i++) {
      preprocessing.writeCropped(decoded.get(i).pixels(), input.values(), i * stride);
    }
    Arrays.fill(input.values(), decoded.size() * stride, input.size(), 0);
    int[] targets = decoded.stream().mapToInt(DecodedImage::target).toArray();
    return new Batch(input, targets, preprocessing.mean(), preprocessing.std());
  }

  /** For each image the maps of all layer sets and methods. */
  private List<List<NamedMap>> maps(Evidence evidence) throws ImageFailure {
    List<List<NamedMap>> maps = new ArrayList<>();
    for (int i = 0; i < evidence.size(); i++) {
      maps.add(new ArrayList<>());
    }
    for (List<String> layers : explanation.layerSets()) {
      Evidence chosen = evidence.only(layers);
      for (SaliencyMethod method : explanation.methods()) {
        Tensor values = explained(method, chosen);
        for (int i = 0; i < evidence.size(); i++) {
          String layer = String.join(",", layers);
          maps.get(i).add(new NamedMap(layer, method.id(), Heatmap.of(values.slice(i))));
        }
      }
    }
    return maps;
  }

  private Tensor explained(SaliencyMethod method, Evidence evidence) throws ImageFailure {
    try {
      return method.explain(probe, evidence);
    } catch (RuntimeException e) {
      throw new ImageFailure(Stage.EXPLAIN, e);
    }
  }

  /** The row of an image that ended before it reached the network. */
  Row failed(String image, ImageFailure failure) {
    return rows.failed(image, failure);
  }
}
