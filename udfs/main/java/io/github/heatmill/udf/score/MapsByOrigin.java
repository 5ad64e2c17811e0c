package io.github.heatmill.udf.score;

import io.github.heatmill.metric.scoring.Scores;
import io.github.heatmill.tensor.Tensor;
import io.github.heatmill.udf.table.StoredMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;

/** Groups the maps of a batch of images by layer and method, so that they are measured together. */
final class MapsByOrigin {
  private final List<ExplainedImage> images;
  private final Map<Key, Map<Integer, Row>> rows = new LinkedHashMap<>();
  private final Map<Row, Scores> scores = new IdentityHashMap<>();

  private MapsByOrigin(List<ExplainedImage> images) {
    this.images = images;
  }

  /**
   * The origin and the size of a map.
   *
   * @param repeat 0, or higher for further maps of an image that was listed several times
   */
  record Key(String layer, String method, int repeat, int height, int width) {}

  static MapsByOrigin of(List<ExplainedImage> images) {
    MapsByOrigin maps = new MapsByOrigin(images);
    for (int i = 0; i < images.size(); i++) {
      for (Row row : images.get(i).rows()) {
        maps.add(i, row);
      }
    }
    return maps;
  }

  private void add(int image, Row row) {
    Row heatmap = row.getAs("heatmap");
    int repeat = 0;
    Key key;
    do {
      key =
          new Key(
              row.getAs("layer"),
              row.getAs("method"),
              repeat++,
              heatmap.<Integer>getAs("height"),
              heatmap.<Integer>getAs("width"));
    } while (rows.computeIfAbsent(key, k -> new HashMap<>()).putIfAbsent(image, row) != null);
  }

  List<Key> keys() {
    return List.copyOf(rows.keySet());
  }

  /** One map per image. An image without such a map has a constant one, which is not measured. */
  Tensor stacked(Key key) {
    List<Tensor> maps = new ArrayList<>();
    for (int i = 0; i < images.size(); i++) {
      maps.add(
          Optional.ofNullable(rows.get(key).get(i))
              .map(row -> StoredMap.tensor(row.<Row>getAs("heatmap")))
              .orElseGet(() -> Tensor.zeros(key.height(), key.width())));
    }
    return Tensor.stacked(maps);
  }

  /** Stores the scores of the maps of one origin, one per image. */
  void scored(Key key, List<Scores> found) {
    rows.get(key).forEach((image, row) -> scores.put(row, found.get(image)));
  }

  /** The scores of the rows of an image, in the order of the rows. */
  List<Scores> scores(int image) {
    return images.get(image).rows().stream().map(scores::get).toList();
  }
}
