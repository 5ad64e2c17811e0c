package io.github.heatmill.udf.maps;

import static io.github.heatmill.udf.batch.ImageReader.SEPARATOR;
import static java.util.stream.Collectors.joining;

import io.github.heatmill.metric.scoring.Scores;
import io.github.heatmill.model.ModelCard;
import io.github.heatmill.tensor.Heatmap;
import io.github.heatmill.tensor.Ranking;
import io.github.heatmill.udf.batch.DecodedImage;
import io.github.heatmill.udf.batch.DecodedImage.Label;
import io.github.heatmill.udf.image.ImageFailure;
import io.github.heatmill.udf.request.ExecutorRequest;
import io.github.heatmill.udf.table.Float32;
import io.github.heatmill.udf.table.MetricColumns;
import io.github.heatmill.udf.table.Tables;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Makes rows of {@link Tables#OUTCOME}. */
final class OutcomeRows {
  private final ModelCard card;
  private final int topK;

  /** The least probability of a label that is present. */
  private final double present;

  OutcomeRows(ExecutorRequest request) {
    this.card = request.card();
    this.topK = request.topK();
    this.present = request.spec().target().present();
  }

  /**
   * The output of the network for one image.
   *
   * @param scores the scores of all classes
   * @param probabilities their probabilities, and of what the target may name beside them
   * @param first the first explained class
   * @param targets the number of explained classes
   * @param fingerprint a hash of the pixels that the network received
   */
  record Prediction(
      float[] scores, double[] probabilities, int first, int targets, long fingerprint) {}

  /**
   * A finished map of an image.
   *
   * @param target the class that it explains
   * @param details the method's report of its search; empty without one
   * @param scores the numbers of the metrics; empty if none was requested
   */
  record FinishedMap(
      ExplainedClass target,
      String layer,
      String method,
      Heatmap heatmap,
      Map<String, Double> details,
      Optional<Scores> scores) {

    /** A row of {@link Tables#MAP}. */
    Row row() {
      boolean finite = heatmap.status() != Heatmap.Status.NON_FINITE;
      Row raw =
          RowFactory.create(
              heatmap.values().length(0),
              heatmap.values().length(1),
              Float32.bytes(heatmap.values().values()));
      MetricColumns measured = MetricColumns.of(scores);
      return RowFactory.create(
          layer,
          method,
          heatmap.status().id(),
          raw,
          finite ? heatmap.minimum() : null,
          finite ? heatmap.maximum() : null,
          measured.metrics(),
          measured.chance(),
          measured.curves(),
          measured.shares(),
          // Sorted by name, so that every run writes the details in the same order.
          MetricColumns.column(new TreeMap<>(details), value -> value),
          target.rank(),
          target.index(),
          target.name(),
          target.probability(),
          target.score());
    }
  }

  /** The row of an image that failed. */
  static Row failed(String image, ImageFailure failure) {
    return RowFactory.create(image, null, null, null, null, null, null, null, failure.row());
  }

  /**
   * An explained class of an image.
   *
   * @param rank 1 for the first one of the image
   * @param probability null where it has none
   * @param score as people read it
   */
  record ExplainedClass(int rank, int index, String name, Double probability, double score) {}

  /**
   * An explained class.
   *
   * @param rank 1 for the first one of the image
   */
  ExplainedClass target(int rank, int target, double probability, float score) {
    return new ExplainedClass(
        rank, target, card.className(target), shown(probability), value(score));
  }

  /**
   * The row of an explained image.
   *
   * @param maps rows of {@link Tables#MAP}
   */
  Row explained(DecodedImage image, Prediction prediction, List<Row> maps) {
    int classes = card.output().link().classes(prediction.probabilities().length);
    double[] probabilities = Arrays.copyOf(prediction.probabilities(), classes);
    int[] ranked = Ranking.largest(probabilities, classes);
    int kept = Math.min(topK, classes);
    // Several values have no order among them: the explained one stands for all.
    boolean ordered = card.output().link().hasPrediction(classes);
    int predicted = ordered ? ranked[0] : prediction.first();
    return RowFactory.create(
        image.image(),
        prediction(image, predicted, prediction),
        classes(Arrays.stream(ranked).limit(kept), prediction),
        card.output().kind().hasLabels() ? predictedLabels(ranked, prediction) : null,
        prediction.targets(),
        maps.toArray(Row[]::new),
        image.annotation().boxes(),
        image.annotation().counts(),
        null);
  }

  /** The classes that are present in an image, as far as the network says, most probable first. */
  private Row[] predictedLabels(int[] ranked, Prediction prediction) {
    return classes(
        Arrays.stream(ranked).takeWhile(c -> prediction.probabilities()[c] >= present), prediction);
  }

  private Row prediction(DecodedImage image, int predicted, Prediction prediction) {
    List<Label> labels = image.labels();
    OptionalInt label = labels.size() == 1 ? labels.get(0).index() : OptionalInt.empty();
    return RowFactory.create(
        label.isPresent() ? label.getAsInt() : null,
        labels.isEmpty() ? null : labels.stream().map(this::name).collect(joining(SEPARATOR)),
        predicted,
        card.className(predicted),
        shown(prediction.probabilities()[predicted]),
        image.annotation().size().width(),
        image.annotation().size().height(),
        prediction.fingerprint(),
        value(prediction.scores()[predicted]),
        labels.isEmpty() ? null : labels.stream().map(this::row).toArray(Row[]::new));
  }

  private Row row(Label label) {
    return RowFactory.create(
        label.index().isPresent() ? label.index().getAsInt() : null, name(label));
  }

  private String name(Label label) {
    return label.index().isPresent() ? card.className(label.index().getAsInt()) : label.text();
  }

  private Row[] classes(IntStream indices, Prediction prediction) {
    return indices
        .mapToObj(
            c ->
                RowFactory.create(
                    c,
                    card.className(c),
                    shown(prediction.probabilities()[c]),
                    value(prediction.scores()[c])))
        .toArray(Row[]::new);
  }

  /** Null where the numbers that metrics measure are no probabilities. */
  private Double shown(double probability) {
    return card.output().kind().hasProbabilities() ? probability : null;
  }

  /** The score as people read it: a value has its own sign, whichever direction is explained. */
  private double value(float score) {
    return card.output().scale().value(score);
  }
}
