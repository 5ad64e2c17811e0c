package io.github.heatmill.udf.score;

import io.github.heatmill.image.Preprocessing;
import io.github.heatmill.image.Size;
import io.github.heatmill.method.Methods;
import io.github.heatmill.method.SaliencyMethod;
import io.github.heatmill.metric.MetricInput.LocatedObjects;
import io.github.heatmill.metric.scoring.Scorer;
import io.github.heatmill.metric.scoring.ScoringBatch;
import io.github.heatmill.metric.scoring.ScoringBatch.ImageFacts;
import io.github.heatmill.metric.scoring.ScoringSession;
import io.github.heatmill.metric.scoring.Shading;
import io.github.heatmill.model.ModelCard;
import io.github.heatmill.model.evidence.ActivationStatistics;
import io.github.heatmill.model.evidence.Evidence;
import io.github.heatmill.udf.annotation.ImageAnnotation;
import io.github.heatmill.udf.batch.BatchProbe;
import io.github.heatmill.udf.batch.BatchSplit;
import io.github.heatmill.udf.batch.DecodedImage;
import io.github.heatmill.udf.batch.ImageReader;
import io.github.heatmill.udf.image.ImageFailure;
import io.github.heatmill.udf.image.InputImage;
import io.github.heatmill.udf.image.Stage;
import io.github.heatmill.udf.plugin.ExecutorMetrics;
import io.github.heatmill.udf.plugin.ExecutorMetrics.Step;
import io.github.heatmill.udf.request.Assignment;
import io.github.heatmill.udf.request.ExecutorRequest;
import io.github.heatmill.udf.request.Target;
import io.github.heatmill.udf.table.Tables;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;

/** Measures maps that an earlier run made, one batch of images at a time, for one task. */
final class MapScorer {
  private final ModelCard card;
  private final Scorer scorer;
  private final ImageReader reader;
  private final Map<String, ActivationStatistics> activationStatistics;
  private final ScoredRows rows;
  private final int batch;
  private final ExecutorMetrics metrics = ExecutorMetrics.ofTask();

  /** Empty if no metric needs the network. Then it is not loaded. */
  private final Optional<BatchProbe> network;

  MapScorer(
      ExecutorRequest request,
      ImageReader reader,
      Map<String, ActivationStatistics> activationStatistics) {
    this.card = request.card();
    this.scorer = request.scorer();
    this.reader = reader;
    this.activationStatistics = activationStatistics;
    this.batch = request.batchSize();
    this.rows = new ScoredRows(request.spec().scoring());
    this.network = scorer.asksNetwork() ? Optional.of(new BatchProbe(request)) : Optional.empty();
  }

  /** The input of the metrics for a batch, and the ground truth of its images. */
  private record Prepared(ScoringBatch images, List<ImageAnnotation> annotations) {}

  /**
   * Returns the rows of {@link Tables#SCORED} of each image. An image that cannot be measured keeps
   * its rows, without the requested numbers, and does not fail the other images.
   */
  List<List<Row>> rows(List<ExplainedImage> images) {
    return new BatchSplit<ExplainedImage, List<Row>>(this::measured, rows::failed)
        .results(images, batch);
  }

  private List<List<Row>> measured(List<ExplainedImage> images, int capacity) throws ImageFailure {
    Prepared prepared =
        network.isPresent() ? withNetwork(images, capacity) : withoutNetwork(images);
    ScoringSession session = new ScoringSession(scorer, prepared.images());
    MapsByOrigin maps = MapsByOrigin.of(images);
    try {
      for (MapsByOrigin.Key key : maps.keys()) {
        maps.scored(
            key, metrics.time(Step.SCORE, () -> session.scores(maps.stacked(key), again(key))));
      }
    } catch (RuntimeException e) {
      throw new ImageFailure(Stage.SCORE, e);
    }
    return IntStream.range(0, images.size())
        .mapToObj(i -> rows.measured(images.get(i), maps.scores(i), prepared.annotations().get(i)))
        .toList();
  }

  private Prepared withNetwork(List<ExplainedImage> images, int capacity) throws ImageFailure {
    List<DecodedImage> decoded = new ArrayList<>();
    for (ExplainedImage image : images) {
      InputImage file = InputImage.recorded(image.name());
      decoded.add(reader.read(file, Target.fixed(image.target())));
    }
    Evidence evidence = network.orElseThrow().evidence(decoded, capacity).first();
    List<ImageAnnotation> annotations = decoded.stream().map(DecodedImage::annotation).toList();
    ScoringBatch scored =
        ScoringBatch.of(network.orElseThrow().probe(), evidence, truths(images, annotations));
    for (int i = 0; i < images.size(); i++) {
      if (scored.images().get(i).seed() != images.get(i).fingerprint()) {
        throw ImageFailure.ofOtherPixels();
      }
    }
    return new Prepared(scored, annotations);
  }

  private Prepared withoutNetwork(List<ExplainedImage> images) {
    List<ImageAnnotation> annotations =
        images.stream().map(image -> reader.annotation(image.name(), image.size())).toList();
    List<Optional<LocatedObjects>> truths = truths(images, annotations);
    Preprocessing input = card.preprocessing();
    List<ImageFacts> pictures =
        IntStream.range(0, images.size())
            .mapToObj(
                i ->
                    new ImageFacts(
                        images.get(i).fingerprint(),
                        images.get(i).probability(card.output().link()),
                        truths.get(i)))
            .toList();
    Size size = new Size(input.width(), input.height());
    return new Prepared(new ScoringBatch(size, pictures, Optional.empty()), annotations);
  }

  private List<Optional<LocatedObjects>> truths(
      List<ExplainedImage> images, List<ImageAnnotation> annotations) {
    return IntStream.range(0, images.size())
        .mapToObj(i -> annotations.get(i).located(images.get(i).target(), card::classIndex))
        .toList();
  }

  /** The method that made the maps, for metrics that run it again. */
  private Shading.Method again(MapsByOrigin.Key key) {
    return evidence -> {
      SaliencyMethod method = Methods.method(key.method());
      Evidence chosen =
          evidence.withStatistics(activationStatistics).only(Assignment.layers(key.layer()));
      return method.explain(network.orElseThrow().probe(), chosen);
    };
  }
}
