package io.github.heatmill.udf.score;

import io.github.heatmill.image.Size;
import io.github.heatmill.model.output.ScoreLink;
import io.github.heatmill.udf.table.Tables;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;

/**
 * One explained class of an image of a finished run: its consecutive rows of {@link
 * Tables#EXPLANATIONS}.
 */
record ExplainedImage(List<Row> rows) {
  /** The columns that are equal in its rows. Tables may hold different images under one name. */
  static final List<String> KEY = List.of("image", "target", "fingerprint");

  /** Groups rows that are sorted by {@link #KEY} into images, one image at a time. */
  static Iterator<ExplainedImage> among(Iterator<Row> rows) {
    return new Iterator<>() {
      private Optional<Row> first = Optional.empty();

      @Override
      public boolean hasNext() {
        return first.isPresent() || rows.hasNext();
      }

      @Override
      public ExplainedImage next() {
        List<Row> image = new ArrayList<>();
        image.add(first.orElseGet(rows::next));
        first = Optional.empty();
        while (first.isEmpty() && rows.hasNext()) {
          Row row = rows.next();
          if (isSameImage(image.get(0), row)) {
            image.add(row);
          } else {
            first = Optional.of(row);
          }
        }
        return new ExplainedImage(image);
      }
    };
  }

  private static boolean isSameImage(Row row, Row other) {
    return KEY.stream().allMatch(column -> row.getAs(column).equals(other.getAs(column)));
  }

  String name() {
    return rows.get(0).getAs("image");
  }

  /** The explained class. */
  int target() {
    return rows.get(0).getAs("target");
  }

  /**
   * The probability of the explained class, or what metrics measure in its place.
   *
   * @param link how it follows from the score
   */
  double probability(ScoreLink link) {
    Double probability = rows.get(0).getAs("target_probability");
    if (probability != null) {
      return probability;
    }
    double value = rows.get(0).<Double>getAs("target_score");
    return link.probabilityOf(target(), (float) link.scale().value(value));
  }

  /** A hash of the pixels that the network received. */
  long fingerprint() {
    return rows.get(0).getAs("fingerprint");
  }

  /** The size of the upright picture. */
  Size size() {
    Row row = rows.get(0);
    return new Size(row.getAs("image_width"), row.getAs("image_height"));
  }
}
