package io.github.heatmill.udf.maps;

import io.github.heatmill.metric.Scores;
import io.github.heatmill.model.ModelCard;
import io.github.heatmill.tensor.Heatmap;
import io.github.heatmill.tensor.Ranking;
import io.github.heatmill.udf.annotation.AnnotationColumns;
import io.github.heatmill.udf.batch.DecodedImage;
import io.github.heatmill.udf.image.ImageFailure;
import io.github.heatmill.udf.table.Float32;
import io.github.heatmill.udf.table.MetricColumns;
import io.github.heatmill.udf.table.Tables;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Makes the rows of {@link Tables#OUTCOME}. */
final class OutcomeRows {
  private final ModelCard card;
  private final int topK;

  OutcomeRows(ModelCard card, int topK) {
    this.card = card;
    this.topK = topK;
  }

  /**
   * One finished map of an image.
   *
   * @param details what the method reports of its search; empty where that is nothing
   * @param scores what metrics say of it; empty where none was asked for
   */
  record NamedMap(
      String layer,
      String method,
      Heatmap heatmap,
      Map<String, Double> details,
      Optional<Scores> scores) {
    NamedMap {
      details = new TreeMap<>(details); // Other maps may change their order from run to run.
    }
  }

  /**
   * What became of an image.
   *
   * @param target the class that was explained
   * @param probabilities of all classes
   * @param fingerprint of the pixels that the network saw
   * @param maps of all assignments
   */
  record Explained(int target, double[] probabilities, long fingerprint, List<NamedMap> maps) {}

  Row failed(String image, ImageFailure failure) {
    return RowFactory.create(image, null, null, null, null, null, null, failure.row());
  }

  Row explained(DecodedImage image, Explained explained) {
    double[] probabilities = explained.probabilities();
    int[] ranked = Ranking.largest(probabilities, Math.min(topK, probabilities.length));
    int target = explained.target();
    List<Row> maps = explained.maps().stream().map(OutcomeRows::map).toList();
    return RowFactory.create(
        image.image(),
        prediction(image, ranked[0], explained),
        top(ranked, probabilities),
        RowFactory.create(target, card.className(target), probabilities[target]),
        maps.toArray(Row[]::new),
        AnnotationColumns.boxes(image.source()),
        AnnotationColumns.annotation(image.source()),
        null);
  }

  private Row prediction(DecodedImage image, int predicted, Explained explained) {
    return RowFactory.create(
        image.label() < 0 ? null : image.label(),
        image.label() < 0 ? image.labelText() : card.className(image.label()),
        predicted,
        card.className(predicted),
        explained.probabilities()[predicted],
        image.source().size().width(),
        image.source().size().height(),
        explained.fingerprint());
  }

  private Row[] top(int[] ranked, double[] probabilities) {
    List<Row> rows = new ArrayList<>();
    for (int index : ranked) {
      rows.add(RowFactory.create(index, card.className(index), probabilities[index]));
    }
    return rows.toArray(Row[]::new);
  }

  private static Row map(NamedMap map) {
    Heatmap heatmap = map.heatmap();
    boolean finite = heatmap.status() != Heatmap.Status.NON_FINITE;
    Row raw =
        RowFactory.create(
            heatmap.values().length(0),
            heatmap.values().length(1),
            Float32.bytes(heatmap.values().values()));
    MetricColumns measured = MetricColumns.of(map.scores());
    return RowFactory.create(
        map.layer(),
        map.method(),
        heatmap.status().id(),
        raw,
        finite ? heatmap.minimum() : null,
        finite ? heatmap.maximum() : null,
        measured.metrics(),
        measured.chance(),
        measured.curves(),
        measured.shares(),
        MetricColumns.column(map.details(), value -> value));
  }
}
