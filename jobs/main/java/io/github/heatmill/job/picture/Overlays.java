package io.github.heatmill.job.picture;

import io.github.heatmill.image.ImageDecoder;
import io.github.heatmill.job.finished.FinishedRun;
import io.github.heatmill.job.input.ImageSource;
import io.github.heatmill.udf.executor.DrawingOrder;
import io.github.heatmill.udf.executor.DrawnImages;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Draws maps of a run over what its network saw of a few images, where these can be read again.
 *
 * @param given where the images are now; empty for where the run found them
 */
public record Overlays(SparkSession spark, Optional<ImageSource> given) {
  private static final String GONE = "Image is not where it was looked for";

  /**
   * The pictures of one image, as JPEG.
   *
   * @param seen what the network saw; empty where there is a problem
   * @param overlays the same under each map of the order
   * @param problem why there are no pictures; empty where there are
   */
  public record Drawn(byte[] seen, List<byte[]> overlays, String problem) {
    private static Drawn failed(String problem) {
      return new Drawn(new byte[0], List.of(), problem);
    }

    private static Drawn of(Row row) {
      return row.isNullAt(1)
          ? failed(row.getString(3))
          : new Drawn(row.getAs(1), List.copyOf(row.<byte[]>getList(2)), "");
    }

    /** Whether there are no pictures. */
    public boolean isMissing() {
      return !problem.isEmpty();
    }

    /** An image may be found at several places. */
    private Drawn or(Drawn other) {
      return isMissing() ? other : this;
    }
  }

  /**
   * Draws, in one pass over the images.
   *
   * @param orders maps over images, whose places are what the run's tables call them
   * @return for each order, by its number
   */
  public Map<Integer, Drawn> of(FinishedRun run, List<DrawingOrder> orders) throws IOException {
    Map<Integer, Drawn> answers = new HashMap<>();
    String otherwise = GONE;
    try {
      rows(run, orders).forEach(row -> answers.merge(row.getInt(0), Drawn.of(row), Drawn::or));
    } catch (IllegalArgumentException e) { // A table that is gone, or has other columns now.
      otherwise = e.getMessage();
    }
    for (DrawingOrder order : orders) {
      answers.putIfAbsent(order.number(), Drawn.failed(otherwise));
    }
    return answers;
  }

  private List<Row> rows(FinishedRun run, List<DrawingOrder> orders) throws IOException {
    Set<String> names = orders.stream().map(DrawingOrder::place).collect(Collectors.toSet());
    ImagePlaces places = ImagePlaces.of(spark, run, given, names);
    Optional<Dataset<Row>> images = places.images(spark);
    if (images.isEmpty() || orders.isEmpty()) {
      return List.of();
    }
    DrawnImages drawing =
        new DrawnImages(
            orders.stream().map(order -> order.at(places.places().get(order.place()))).toList(),
            run.card().preprocessing(),
            new ImageDecoder(run.maximumPixels()),
            new SerializableConfiguration(spark.sparkContext().hadoopConfiguration()));
    spark.sparkContext().setJobDescription("Heatmill: draw images");
    return images.get().mapPartitions(drawing, Encoders.row(DrawnImages.SCHEMA)).collectAsList();
  }
}
