package io.github.heatmill.udf.maps;

import io.github.heatmill.method.SaliencyMethod;
import io.github.heatmill.metric.MetricInput.LocatedObjects;
import io.github.heatmill.metric.Scores;
import io.github.heatmill.metric.ScoringBatch;
import io.github.heatmill.metric.ScoringSession;
import io.github.heatmill.model.ActivationStatistics;
import io.github.heatmill.model.Evidence;
import io.github.heatmill.tensor.Heatmap;
import io.github.heatmill.tensor.Tensor;
import io.github.heatmill.udf.batch.BatchFunction;
import io.github.heatmill.udf.batch.BatchProbe;
import io.github.heatmill.udf.batch.DecodedImage;
import io.github.heatmill.udf.image.ImageFailure;
import io.github.heatmill.udf.image.Stage;
import io.github.heatmill.udf.maps.OutcomeRows.FinishedMap;
import io.github.heatmill.udf.maps.OutcomeRows.Prediction;
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

/** Runs all methods and metrics on batches of images; makes rows of {@link Tables#OUTCOME}. */
final class BatchExplainer implements BatchFunction {
  private final ExecutorRequest request;
  private final BatchProbe network;
  private final Map<String, ActivationStatistics> activationStatistics;
  private final OutcomeRows rows;
  private final ExecutorMetrics metrics = ExecutorMetrics.ofTask();

  BatchExplainer(
      ExecutorRequest request,
      BatchProbe network,
      Map<String, ActivationStatistics> activationStatistics) {
    this.request = request;
    this.network = network;
    this.activationStatistics = activationStatistics;
    this.rows = new OutcomeRows(request);
  }

  @Override
  public List<Row> rows(List<DecodedImage> images, int capacity) throws ImageFailure {
    Evidence evidence = network.evidence(images, capacity).withStatistics(activationStatistics);
    ScoringBatch scored = scoringBatch(images, evidence);
    List<List<Row>> maps = maps(evidence, new ScoringSession(request.scorer(), scored));
    List<Row> result = new ArrayList<>();
    for (int i = 0; i < images.size(); i++) {
      double[] probabilities = evidence.output().probabilities(evidence.scores(i));
      if (DoubleStream.of(probabilities).allMatch(Double::isFinite)) {
        long fingerprint = scored.images().get(i).seed();
        Prediction prediction = new Prediction(evidence.targets()[i], probabilities, fingerprint);
        result.add(rows.explained(images.get(i), prediction, maps.get(i)));
      } else {
        result.add(failed(images.get(i).image(), ImageFailure.ofLogits()));
      }
    }
    return result;
  }

  private ScoringBatch scoringBatch(List<DecodedImage> images, Evidence evidence) {
    int[] targets = evidence.targets();
    List<Optional<LocatedObjects>> truths =
        IntStream.range(0, images.size())
            .mapToObj(
                i -> images.get(i).annotation().located(targets[i], request.card()::classIndex))
            .toList();
    return ScoringBatch.of(network.probe(), evidence, truths);
  }

  /** For each image the rows of all its maps. */
  private List<List<Row>> maps(Evidence evidence, ScoringSession session) throws ImageFailure {
    List<List<Row>> maps = new ArrayList<>();
    for (int i = 0; i < evidence.size(); i++) {
      maps.add(new ArrayList<>());
    }
    for (Assignment assignment : request.assignments()) {
      Evidence chosen = evidence.only(assignment.layers());
      for (SaliencyMethod method : assignment.methods()) {
        Tensor values = explained(method, chosen);
        List<Scores> scores = scores(session, values, assignment, method);
        List<Map<String, Double>> details = details(method, chosen);
        for (int i = 0; i < evidence.size(); i++) {
          maps.get(i)
              .add(
                  new FinishedMap(
                          assignment.name(),
                          method.id(),
                          Heatmap.of(values.slice(i)),
                          details.isEmpty() ? Map.of() : details.get(i),
                          scores.isEmpty() ? Optional.empty() : Optional.of(scores.get(i)))
                      .row());
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

  /** The details that a method reports for each image; empty for methods that do not search. */
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

  /** One score per image; empty if no metric was requested. */
  private List<Scores> scores(
      ScoringSession session, Tensor values, Assignment assignment, SaliencyMethod method)
      throws ImageFailure {
    if (request.scorer().metrics().isEmpty()) {
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
                          network.probe(),
                          again.withStatistics(activationStatistics).only(assignment.layers()))));
    } catch (RuntimeException e) {
      throw new ImageFailure(Stage.SCORE, e);
    }
  }

  @Override
  public Row failed(String image, ImageFailure failure) {
    return OutcomeRows.failed(image, failure);
  }
}
