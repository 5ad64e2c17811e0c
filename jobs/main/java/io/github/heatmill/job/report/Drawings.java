package io.github.heatmill.job.report;

import io.github.heatmill.image.ImageDecoder;
import io.github.heatmill.udf.executor.DrawingOrder;
import io.github.heatmill.udf.executor.DrawnImages;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Pictures of images and of their maps.
 *
 * @param byKey of every image that was asked for
 */
record Drawings(Map<ImageKey, Drawing> byKey) {
  private static final String GONE = "Image is not where it was looked for";

  /**
   * The pictures of one image.
   *
   * @param seen what the network saw, as JPEG; empty where there is a problem
   * @param overlays the same under each map, in the order of {@link ImageMaps#drawn}
   * @param problem why there are no pictures; empty where there are
   */
  record Drawing(byte[] seen, List<byte[]> overlays, String problem) {
    private static Drawing failed(String problem) {
      return new Drawing(new byte[0], List.of(), problem);
    }

    boolean isMissing() {
      return !problem.isEmpty();
    }

    /** Of the pictures in a page, where they are text. */
    long size() {
      long bytes = seen.length + overlays.stream().mapToLong(each -> each.length).sum();
      return bytes * 4 / 3;
    }
  }

  /** Draws, in one pass over the images, where they are. */
  static Drawings of(ReportPlan plan, OpenedRun opened, List<ImageMaps> images) throws IOException {
    Set<String> names = images.stream().map(each -> each.key().image()).collect(Collectors.toSet());
    ImagePlaces places = ImagePlaces.of(opened, plan.images(), names);
    List<DrawingOrder> orders = orders(images, places);
    List<Row> rows;
    try {
      rows = drawn(opened, places, orders);
    } catch (IllegalArgumentException e) { // A table that is gone, or has other columns now.
      return new Drawings(answers(images, Map.of(), e.getMessage()));
    }
    Map<Integer, Drawing> byNumber = new HashMap<>();
    rows.forEach(row -> byNumber.merge(row.getInt(0), drawing(row), Drawings::better));
    return new Drawings(answers(images, byNumber, GONE));
  }

  private static List<DrawingOrder> orders(List<ImageMaps> images, ImagePlaces places) {
    return IntStream.range(0, images.size())
        .mapToObj(
            i ->
                new DrawingOrder(
                    i,
                    places.places().get(images.get(i).key().image()),
                    images.get(i).fingerprint().orElse(null),
                    images.get(i).heatmaps()))
        .toList();
  }

  private static List<Row> drawn(OpenedRun opened, ImagePlaces places, List<DrawingOrder> orders) {
    Optional<Dataset<Row>> rows = places.images(opened.spark());
    if (rows.isEmpty() || orders.isEmpty()) {
      return List.of();
    }
    DrawnImages drawing =
        new DrawnImages(
            orders,
            opened.run().card().preprocessing(),
            new ImageDecoder(opened.run().maximumPixels()),
            new SerializableConfiguration(opened.spark().sparkContext().hadoopConfiguration()));
    opened.spark().sparkContext().setJobDescription("Heatmill: draw images");
    return rows.get().mapPartitions(drawing, Encoders.row(DrawnImages.SCHEMA)).collectAsList();
  }

  private static Map<ImageKey, Drawing> answers(
      List<ImageMaps> images, Map<Integer, Drawing> byNumber, String otherwise) {
    Map<ImageKey, Drawing> answers = new HashMap<>();
    for (int i = 0; i < images.size(); i++) {
      answers.put(images.get(i).key(), byNumber.getOrDefault(i, Drawing.failed(otherwise)));
    }
    return answers;
  }

  private static Drawing drawing(Row row) {
    return row.isNullAt(1)
        ? Drawing.failed(row.getString(3))
        : new Drawing(row.getAs(1), new ArrayList<>(row.<byte[]>getList(2)), "");
  }

  private static Drawing better(Drawing one, Drawing other) {
    return one.isMissing() ? other : one;
  }

  /** How many could not be drawn. */
  long missing() {
    return byKey.values().stream().filter(Drawing::isMissing).count();
  }

  /** Why, of one of them. */
  Optional<String> example() {
    return byKey.values().stream()
        .map(Drawing::problem)
        .filter(problem -> !problem.isEmpty())
        .sorted()
        .findFirst();
  }
}
