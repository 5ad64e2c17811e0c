package io.github.heatmill.udf.score;

import io.github.heatmill.image.Size;
import io.github.heatmill.tensor.Tensor;
import io.github.heatmill.udf.table.StoredMap;
import io.github.heatmill.udf.table.Tables;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;

/** One image of a finished run: its rows of {@link Tables#EXPLANATIONS}, one after the other. */
final class ExplainedImage {
  /** What its rows have in common. Tables may hold different pictures under one name. */
  static final List<String> KEY = List.of("image", "target", "fingerprint");

  private final List<Row> rows = new ArrayList<>();

  ExplainedImage(Row first) {
    rows.add(first);
  }

  /** Whether a row belongs to it. */
  boolean owns(Row row) {
    return KEY.stream().allMatch(column -> rows.get(0).getAs(column).equals(row.getAs(column)));
  }

  void add(Row row) {
    rows.add(row);
  }

  List<Row> rows() {
    return rows;
  }

  String name() {
    return rows.get(0).getAs("image");
  }

  int target() {
    return rows.get(0).getAs("target");
  }

  /** The softmax probability of the explained class. */
  double probability() {
    return rows.get(0).getAs("target_probability");
  }

  /** Of the pixels that the network saw. */
  long fingerprint() {
    return rows.get(0).getAs("fingerprint");
  }

  /** The size of the upright picture. */
  Size size() {
    Row row = rows.get(0);
    return new Size(row.getAs("image_width"), row.getAs("image_height"));
  }

  /** The raw map of a row, shape (h, w). */
  static Tensor map(Row row) {
    return StoredMap.tensor(row.<Row>getAs("heatmap"));
  }
}
