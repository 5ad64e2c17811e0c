package io.github.heatmill.udf.maps;

import io.github.heatmill.method.SaliencyMethod;
import io.github.heatmill.metric.MetricInput.LocatedObjects;
import io.github.heatmill.metric.scoring.Scores;
import io.github.heatmill.metric.scoring.ScoringBatch;
import io.github.heatmill.metric.scoring.ScoringSession;
import io.github.heatmill.model.evidence.ActivationStatistics;
import io.github.heatmill.model.evidence.Evidence;
import io.github.heatmill.model.evidence.RankedEvidence;
import io.github.heatmill.tensor.Heatmap;
import io.github.heatmill.tensor.Tensor;
import io.github.heatmill.udf.batch.BatchFunction;
import io.github.heatmill.udf.batch.BatchProbe;
import io.github.heatmill.udf.batch.DecodedImage;
import io.github.heatmill.udf.image.ImageFailure;
import io.github.heatmill.udf.image.Stage;
import io.github.heatmill.udf.maps.OutcomeRows.ExplainedClass;
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
    RankedEvidence evidence = network.evidence(images, capacity);
    List<List<Row>> maps = new ArrayList<>();
    images.forEach(image -> maps.add(new ArrayList<>()));
    List<ScoringBatch> scored = new ArrayList<>();
    for (int rank = 0; rank < evidence.ranks().size(); rank++) {
      scored.add(addMaps(images, evidence, rank, maps));
    }
    List<Row> result = new ArrayList<>();
    for (int i = 0; i < images.size(); i++) {
      float[] scores = evidence.first().scores(i);
      double[] probabilities = evidence.first().output().probabilities(scores);
      if (DoubleStream.of(probabilities).allMatch(Double::isFinite)) {
        long fingerprint = scored.get(0).images().get(i).seed();
        Prediction prediction =
            new Prediction(
                scores,
                probabilities,
                evidence.first().targets()[i],
                evidence.count(i),
                fingerprint);
        result.add(rows.explained(images.get(i), prediction, maps.get(i)));
      } else {
        result.add(failed(images.get(i).image(), ImageFailure.ofLogits()));
      }
    }
    return result;
  }

  /** Adds to the rows of each image those of the maps of one rank; returns what was measured. */
  private ScoringBatch addMaps(
      List<DecodedImage> images, RankedEvidence ranked, int rank, List<List<Row>> maps)
      throws ImageFailure {
    Evidence evidence = ranked.ranks().get(rank).withStatistics(activationStatistics);
    ScoringBatch scored = scoringBatch(images, evidence);
    ScoringSession session = new ScoringSession(request.scorer(), scored);
    for (Assignment assignment : request.assignments()) {
      Evidence chosen = evidence.only(assignment.layers());
      for (SaliencyMethod method : assignment.methods()) {
        Tensor values = explained(method, chosen);
        List<Scores> scores = scores(session, values, assignment, method);
        List<Map<String, Double>> details = details(method, chosen);
        for (int i = 0; i < evidence.size(); i++) {
          if (rank < ranked.count(i)) {
            maps.get(i)
                .add(
                    new FinishedMap(
                            target(evidence, rank, i),
                            assignment.name(),
                            method.id(),
                            Heatmap.of(values.slice(i)),
                            details.isEmpty() ? Map.of() : details.get(i),
                            scores.isEmpty() ? Optional.empty() : Optional.of(scores.get(i)))
                        .row());
          }
        }
      }
    }
    return scored;
  }

  private ExplainedClass target(Evidence evidence, int rank, int image) {
    int target = evidence.targets()[image];
    float score = evidence.scores(image)[target];
    return rows.target(rank + 1, target, evidence.probability(image), score);
  }

  private ScoringBatch scoringBatch(List<DecodedImage> images, Evidence evidence) {
    int[] targets = evidence.targets();
    List<Optional<LocatedObjects>> truths =
        IntStream.range(0, evidence.size())
            .mapToObj(
                i -> images.get(i).annotation().located(targets[i], request.card()::classIndex))
            .toList();
    return ScoringBatch.of(network.probe(), evidence, truths);
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
