package io.github.heatmill.udf.score;

import io.github.heatmill.image.Preprocessing;
import io.github.heatmill.image.Size;
import io.github.heatmill.method.Methods;
import io.github.heatmill.method.SaliencyMethod;
import io.github.heatmill.metric.MetricInput.LocatedObjects;
import io.github.heatmill.metric.Scorer;
import io.github.heatmill.metric.ScoringBatch;
import io.github.heatmill.metric.ScoringBatch.ImageFacts;
import io.github.heatmill.metric.ScoringSession;
import io.github.heatmill.metric.Shading;
import io.github.heatmill.model.ActivationStatistics;
import io.github.heatmill.model.Evidence;
import io.github.heatmill.model.ModelCard;
import io.github.heatmill.udf.annotation.SourceImage;
import io.github.heatmill.udf.batch.BatchProbe;
import io.github.heatmill.udf.batch.BatchSplit;
import io.github.heatmill.udf.batch.DecodedImage;
import io.github.heatmill.udf.batch.ImageReader;
import io.github.heatmill.udf.image.ImageFailure;
import io.github.heatmill.udf.image.InputImage;
import io.github.heatmill.udf.image.Stage;
import io.github.heatmill.udf.plugin.ExecutorMetrics;
import io.github.heatmill.udf.plugin.ExecutorMetrics.Step;
import io.github.heatmill.udf.request.ExecutorRequest;
import io.github.heatmill.udf.table.Tables;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;

/** Measures maps that an earlier run made, a few images at once, for one task. */
final class MapScorer {
  private final ModelCard card;
  private final Scorer scorer;
  private final ImageReader reader;
  private final Map<String, ActivationStatistics> usual;
  private final ScoredRows rows;
  private final int batch;
  private final ExecutorMetrics metrics = ExecutorMetrics.ofTask();

  /** Empty where no metric asks for the network, which then is not even loaded. */
  private final Optional<BatchProbe> network;

  MapScorer(
      ExecutorRequest explanation, ImageReader reader, Map<String, ActivationStatistics> usual) {
    this.card = explanation.model().card();
    this.scorer = explanation.work().scoring().scorer();
    this.reader = reader;
    this.usual = usual;
    this.batch = explanation.work().sizes().batch();
    this.rows = new ScoredRows(explanation.work().scoring());
    this.network =
        scorer.asksNetwork() ? Optional.of(new BatchProbe(explanation)) : Optional.empty();
  }

  /** What is measured of a batch: the images, and what the dataset says of them. */
  private record Prepared(ScoringBatch scene, List<SourceImage> sources) {}

  /**
   * Rows of {@link Tables#SCORED} for each image. An image that cannot be measured keeps its rows,
   * without the numbers that were asked for, and takes no other one with it.
   */
  List<List<Row>> rows(List<ExplainedImage> images) {
    return new BatchSplit<ExplainedImage, List<Row>>(this::measured, rows::failed)
        .results(images, batch);
  }

  private List<List<Row>> measured(List<ExplainedImage> images, int capacity) throws ImageFailure {
    Prepared prepared = network.isPresent() ? withNetwork(images, capacity) : alone(images);
    ScoringSession session = new ScoringSession(scorer, prepared.scene());
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
        .mapToObj(i -> rows.measured(images.get(i), maps.scores(i), prepared.sources().get(i)))
        .toList();
  }

  private Prepared withNetwork(List<ExplainedImage> images, int capacity) throws ImageFailure {
    List<DecodedImage> decoded = new ArrayList<>();
    for (ExplainedImage image : images) {
      decoded.add(reader.read(InputImage.file(image.name(), null), image.target()));
    }
    Evidence evidence = network.orElseThrow().evidence(decoded, capacity);
    List<SourceImage> sources = decoded.stream().map(DecodedImage::source).toList();
    ScoringBatch scene =
        ScoringBatch.of(network.orElseThrow().probe(), evidence, truths(images, sources));
    for (int i = 0; i < images.size(); i++) {
      if (scene.images().get(i).seed() != images.get(i).fingerprint()) {
        throw ImageFailure.ofOtherPixels();
      }
    }
    return new Prepared(scene, sources);
  }

  private Prepared alone(List<ExplainedImage> images) {
    List<SourceImage> sources =
        images.stream().map(image -> reader.source(image.name(), image.size())).toList();
    List<Optional<LocatedObjects>> truths = truths(images, sources);
    Preprocessing input = card.preprocessing();
    List<ImageFacts> pictures =
        IntStream.range(0, images.size())
            .mapToObj(
                i ->
                    new ImageFacts(
                        images.get(i).fingerprint(), images.get(i).probability(), truths.get(i)))
            .toList();
    Size size = new Size(input.width(), input.height());
    return new Prepared(new ScoringBatch(size, pictures, Optional.empty()), sources);
  }

  private List<Optional<LocatedObjects>> truths(
      List<ExplainedImage> images, List<SourceImage> sources) {
    return IntStream.range(0, images.size())
        .mapToObj(i -> sources.get(i).located(images.get(i).target(), card::classIndex))
        .toList();
  }

  /** The method that made the maps, for metrics that ask it again. */
  private Shading.Method again(MapsByOrigin.Key key) {
    return evidence -> {
      SaliencyMethod method = Methods.method(key.method());
      Evidence chosen = evidence.withStatistics(usual).only(List.of(key.layer().split(",")));
      return method.explain(network.orElseThrow().probe(), chosen);
    };
  }
}
