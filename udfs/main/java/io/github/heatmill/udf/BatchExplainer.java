package io.github.heatmill.udf;

import io.github.heatmill.method.SaliencyMethod;
import io.github.heatmill.model.ActivationStatistics;
import io.github.heatmill.model.Evidence;
import io.github.heatmill.tensor.Heatmap;
import io.github.heatmill.tensor.Softmax;
import io.github.heatmill.tensor.Tensor;
import io.github.heatmill.udf.OutcomeRows.Explained;
import io.github.heatmill.udf.OutcomeRows.NamedMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.apache.spark.sql.Row;

/** Runs all methods on a few images at once, for one task: makes rows of {@link Tables#OUTCOME}. */
final class BatchExplainer implements BatchFunction {
  private final List<Assignment> assignments;
  private final BatchProbe network;
  private final Map<String, ActivationStatistics> usual;
  private final OutcomeRows rows;

  BatchExplainer(
      Explanation explanation, BatchProbe network, Map<String, ActivationStatistics> usual) {
    this.assignments = explanation.work().assignments();
    this.network = network;
    this.usual = usual;
    this.rows = new OutcomeRows(explanation.model().card(), explanation.work().sizes().topK());
  }

  @Override
  public List<Row> rows(List<DecodedImage> images) throws ImageFailure {
    Evidence evidence = network.evidence(images).knowing(usual);
    List<List<NamedMap>> maps = maps(evidence);
    List<Row> result = new ArrayList<>();
    for (int i = 0; i < images.size(); i++) {
      double[] probabilities = Softmax.of(evidence.logits().slice(i).values());
      if (DoubleStream.of(probabilities).allMatch(Double::isFinite)) {
        Explained explained = new Explained(evidence.targets()[i], probabilities, maps.get(i));
        result.add(rows.explained(images.get(i), explained));
      } else {
        result.add(failed(images.get(i).image(), ImageFailure.ofLogits()));
      }
    }
    return result;
  }

  /** For each image the maps of all assignments. */
  private List<List<NamedMap>> maps(Evidence evidence) throws ImageFailure {
    List<List<NamedMap>> maps = new ArrayList<>();
    for (int i = 0; i < evidence.size(); i++) {
      maps.add(new ArrayList<>());
    }
    for (Assignment assignment : assignments) {
      Evidence chosen = evidence.only(assignment.layers());
      for (SaliencyMethod method : assignment.methods()) {
        List<NamedMap> made = made(assignment.name(), method, chosen);
        for (int i = 0; i < evidence.size(); i++) {
          maps.get(i).add(made.get(i));
        }
      }
    }
    return maps;
  }

  /** One map an image. */
  private List<NamedMap> made(String layers, SaliencyMethod method, Evidence evidence)
      throws ImageFailure {
    try {
      Tensor values = method.explain(network.probe(), evidence);
      List<Map<String, Double>> details = method.details(network.probe(), evidence);
      List<NamedMap> made = new ArrayList<>();
      for (int i = 0; i < evidence.size(); i++) {
        Heatmap heatmap = Heatmap.of(values.slice(i));
        Map<String, Double> found = details.isEmpty() ? Map.of() : details.get(i);
        made.add(new NamedMap(layers, method.id(), heatmap, found));
      }
      return made;
    } catch (RuntimeException e) {
      throw new ImageFailure(Stage.EXPLAIN, e);
    }
  }

  @Override
  public Row failed(String image, ImageFailure failure) {
    return rows.failed(image, failure);
  }
}
