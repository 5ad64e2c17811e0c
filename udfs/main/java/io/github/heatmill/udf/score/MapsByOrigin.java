package io.github.heatmill.udf.score;

import io.github.heatmill.metric.Scores;
import io.github.heatmill.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;

/** The maps of a few images, put together by what made them, so that they are measured together. */
final class MapsByOrigin {
  private final List<ExplainedImage> images;
  private final Map<Key, Map<Integer, Row>> rows = new LinkedHashMap<>();
  private final Map<Row, Scores> scores = new IdentityHashMap<>();

  private MapsByOrigin(List<ExplainedImage> images) {
    this.images = images;
  }

  /**
   * What made a map.
   *
   * @param repeat counts up where an image has several such maps, because it was listed twice
   * @param height of the map
   * @param width of the map
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

  /** One map for each image; a constant one, which nobody measures, where an image has none. */
  Tensor stacked(Key key) {
    List<Tensor> maps = new ArrayList<>();
    for (int i = 0; i < images.size(); i++) {
      maps.add(
          Optional.ofNullable(rows.get(key).get(i))
              .map(ExplainedImage::map)
              .orElseGet(() -> Tensor.zeros(key.height(), key.width())));
    }
    return Tensor.stacked(maps);
  }

  /** Notes what was found. */
  void scored(Key key, List<Scores> found) {
    rows.get(key).forEach((image, row) -> scores.put(row, found.get(image)));
  }

  /** The scores of an image's rows, in their order. */
  List<Scores> scores(int image) {
    return images.get(image).rows().stream().map(scores::get).toList();
  }
}
