package io.github.heatmill.udf.maps;

import io.github.heatmill.metric.Scores;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Makes rows of {@link Tables#OUTCOME}. */
final class OutcomeRows {
  private final ModelCard card;
  private final int topK;

  OutcomeRows(ExecutorRequest request) {
    this.card = request.card();
    this.topK = request.topK();
  }

  /**
   * The output of the network for one image.
   *
   * @param target the explained class
   * @param probabilities the probabilities of all classes
   * @param fingerprint a hash of the pixels that the network received
   */
  record Prediction(int target, double[] probabilities, long fingerprint) {}

  /**
   * A finished map of an image.
   *
   * @param details the method's report of its search; empty without one
   * @param scores the numbers of the metrics; empty if none was requested
   */
  record FinishedMap(
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
          MetricColumns.column(new TreeMap<>(details), value -> value));
    }
  }

  /** The row of an image that failed. */
  static Row failed(String image, ImageFailure failure) {
    return RowFactory.create(image, null, null, null, null, null, null, failure.row());
  }

  /**
   * The row of an explained image.
   *
   * @param maps rows of {@link Tables#MAP}
   */
  Row explained(DecodedImage image, Prediction prediction, List<Row> maps) {
    double[] probabilities = prediction.probabilities();
    int[] ranked = Ranking.largest(probabilities, Math.min(topK, probabilities.length));
    int target = prediction.target();
    return RowFactory.create(
        image.image(),
        prediction(image, ranked[0], prediction),
        top(ranked, probabilities),
        RowFactory.create(target, card.className(target), probabilities[target]),
        maps.toArray(Row[]::new),
        image.annotation().boxes(),
        image.annotation().counts(),
        null);
  }

  private Row prediction(DecodedImage image, int predicted, Prediction prediction) {
    OptionalInt label = image.label().map(Label::index).orElse(OptionalInt.empty());
    return RowFactory.create(
        label.isPresent() ? label.getAsInt() : null,
        label.isPresent()
            ? card.className(label.getAsInt())
            : image.label().map(Label::text).orElse(null),
        predicted,
        card.className(predicted),
        prediction.probabilities()[predicted],
        image.annotation().size().width(),
        image.annotation().size().height(),
        prediction.fingerprint());
  }

  private Row[] top(int[] ranked, double[] probabilities) {
    List<Row> rows = new ArrayList<>();
    for (int index : ranked) {
      rows.add(RowFactory.create(index, card.className(index), probabilities[index]));
    }
    return rows.toArray(Row[]::new);
  }
}
