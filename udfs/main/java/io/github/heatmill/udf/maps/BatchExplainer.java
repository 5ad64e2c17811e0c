package io.github.heatmill.udf.maps;

import io.github.heatmill.method.SaliencyMethod;
import io.github.heatmill.metric.MetricInput.LocatedObjects;
import io.github.heatmill.metric.Scorer;
import io.github.heatmill.metric.Scores;
import io.github.heatmill.metric.ScoringBatch;
import io.github.heatmill.metric.ScoringSession;
import io.github.heatmill.model.ActivationStatistics;
import io.github.heatmill.model.Evidence;
import io.github.heatmill.model.ModelCard;
import io.github.heatmill.tensor.Heatmap;
import io.github.heatmill.tensor.Softmax;
import io.github.heatmill.tensor.Tensor;
import io.github.heatmill.udf.batch.BatchFunction;
import io.github.heatmill.udf.batch.BatchProbe;
import io.github.heatmill.udf.batch.DecodedImage;
import io.github.heatmill.udf.image.ImageFailure;
import io.github.heatmill.udf.image.Stage;
import io.github.heatmill.udf.maps.OutcomeRows.Explained;
import io.github.heatmill.udf.maps.OutcomeRows.NamedMap;
import io.github.heatmill.udf.plugin.ExecutorMetrics;
import io.github.heatmill.udf.plugin.ExecutorMetrics.Step;
import io.github.heatmill.udf.request.Assignment;
import io.github.heatmill.udf.request.ExecutorRequest;
import io.github.heatmill.udf.table.Tables;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;

/** Runs all methods on a few images at once, for one task: makes rows of {@link Tables#OUTCOME}. */
final class BatchExplainer implements BatchFunction {
  private final List<Assignment> assignments;
  private final BatchProbe network;
  private final Map<String, ActivationStatistics> usual;
  private final OutcomeRows rows;
  private final Scorer scorer;
  private final ModelCard card;
  private final ExecutorMetrics metrics = ExecutorMetrics.ofTask();

  BatchExplainer(
      ExecutorRequest explanation, BatchProbe network, Map<String, ActivationStatistics> usual) {
    this.assignments = explanation.work().assignments();
    this.network = network;
    this.usual = usual;
    this.scorer = explanation.work().scoring().scorer();
    this.card = explanation.model().card();
    this.rows = new OutcomeRows(explanation.model().card(), explanation.work().sizes().topK());
  }

  @Override
  public List<Row> rows(List<DecodedImage> images, int capacity) throws ImageFailure {
    Evidence evidence = network.evidence(images, capacity).withStatistics(usual);
    ScoringBatch scene = scene(images, evidence);
    List<List<NamedMap>> maps = maps(evidence, new ScoringSession(scorer, scene));
    List<Row> result = new ArrayList<>();
    for (int i = 0; i < images.size(); i++) {
      double[] probabilities = Softmax.of(evidence.logits().slice(i).values());
      if (DoubleStream.of(probabilities).allMatch(Double::isFinite)) {
        long fingerprint = scene.images().get(i).seed();
        int target = evidence.targets()[i];
        result.add(
            rows.explained(
                images.get(i), new Explained(target, probabilities, fingerprint, maps.get(i))));
      } else {
        result.add(failed(images.get(i).image(), ImageFailure.ofLogits()));
      }
    }
    return result;
  }

  private ScoringBatch scene(List<DecodedImage> images, Evidence evidence) {
    int[] targets = evidence.targets();
    List<Optional<LocatedObjects>> truths =
        IntStream.range(0, images.size())
            .mapToObj(i -> images.get(i).source().located(targets[i], card::classIndex))
            .toList();
    return ScoringBatch.of(network.probe(), evidence, truths);
  }

  /** For each image the maps of all assignments. */
  private List<List<NamedMap>> maps(Evidence evidence, ScoringSession session) throws ImageFailure {
    List<List<NamedMap>> maps = new ArrayList<>();
    for (int i = 0; i < evidence.size(); i++) {
      maps.add(new ArrayList<>());
    }
    for (Assignment assignment : assignments) {
      Evidence chosen = evidence.only(assignment.layers());
      for (SaliencyMethod method : assignment.methods()) {
        Tensor values = explained(method, chosen);
        List<Scores> scores = scores(session, values, assignment, method);
        List<Map<String, Double>> details = details(method, chosen);
        for (int i = 0; i < evidence.size(); i++) {
          maps.get(i)
              .add(
                  new NamedMap(
                      assignment.name(),
                      method.id(),
                      Heatmap.of(values.slice(i)),
                      details.isEmpty() ? Map.of() : details.get(i),
                      scores.isEmpty() ? Optional.empty() : Optional.of(scores.get(i))));
        }
      }
    }
    return maps;
  }

  private Tensor explained(SaliencyMethod method, Evidence evidence) throws ImageFailure {
    try {
      return metrics.time(Step.EXPLAIN, () -> method.explain(network.probe(), evidence));
    } catch (RuntimeException e) {
      throw new ImageFailure(Stage.EXPLAIN, e);
    }
  }

  /** One an image; empty from methods that do not search. Read here: a report may be unreadable. */
  private List<Map<String, Double>> details(SaliencyMethod method, Evidence evidence)
      throws ImageFailure {
    try {
      List<Map<String, Double>> read = new ArrayList<>();
      method.details(network.probe(), evidence).forEach(report -> read.add(new TreeMap<>(report)));
      return read;
    } catch (RuntimeException e) {
      throw new ImageFailure(Stage.EXPLAIN, e);
    }
  }

  /** One an image; empty where nothing is measured. */
  private List<Scores> scores(
      ScoringSession session, Tensor values, Assignment assignment, SaliencyMethod method)
      throws ImageFailure {
    if (scorer.metrics().isEmpty()) {
      return List.of();
    }
    try {
      return metrics.time(
          Step.SCORE,
          () ->
              session.scores(
                  values,
                  again ->
                      method.explain(
                          network.probe(), again.withStatistics(usual).only(assignment.layers()))));
    } catch (RuntimeException e) {
      throw new ImageFailure(Stage.SCORE, e);
    }
  }

  @Override
  public Row failed(String image, ImageFailure failure) {
    return rows.failed(image, failure);
  }
}
