package io.github.heatmill.job.compare;

import io.github.heatmill.image.ImageDecoder;
import io.github.heatmill.job.finished.FinishedRun;
import io.github.heatmill.job.input.ImageSource;
import io.github.heatmill.job.report.ImagePlaces;
import io.github.heatmill.job.report.OpenedRun;
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
 * Draws the maps of a run over what its network saw of a few images, where these can be read again.
 *
 * @param given where the images are now; empty for where the runs found them
 */
record Overlays(SparkSession spark, Optional<ImageSource> given) {

  /**
   * Two pictures, as JPEG.
   *
   * @param seen what the network saw
   * @param overlay the same under the map
   */
  record Drawn(byte[] seen, byte[] overlay) {}

  /**
   * Draws, in one pass over the images.
   *
   * @param orders one map each, over the image that the run's tables call by their place
   * @return by the numbers of the orders; images that cannot be read again are not there
   */
  Map<Integer, Drawn> of(FinishedRun run, List<DrawingOrder> orders) throws IOException {
    Map<Integer, Drawn> drawn = new HashMap<>();
    if (orders.isEmpty()) {
      return drawn;
    }
    Set<String> names = orders.stream().map(DrawingOrder::place).collect(Collectors.toSet());
    try {
      ImagePlaces places = ImagePlaces.of(new OpenedRun(run, spark, List.of()), given, names);
      Optional<Dataset<Row>> images = places.images(spark);
      if (images.isPresent()) {
        DrawnImages drawing = drawing(run, orders, places);
        images
            .get()
            .mapPartitions(drawing, Encoders.row(DrawnImages.SCHEMA))
            .collectAsList()
            .stream()
            .filter(row -> !row.isNullAt(1))
            .forEach(row -> drawn.put(row.getInt(0), drawn(row)));
      }
    } catch (IllegalArgumentException e) { // A table that is gone, or has other columns now.
      return Map.of();
    }
    return drawn;
  }

  private DrawnImages drawing(FinishedRun run, List<DrawingOrder> orders, ImagePlaces places) {
    List<DrawingOrder> placed =
        orders.stream()
            .map(
                order ->
                    new DrawingOrder(
                        order.number(),
                        places.places().get(order.place()),
                        order.fingerprint(),
                        order.maps()))
            .toList();
    return new DrawnImages(
        placed,
        run.card().preprocessing(),
        new ImageDecoder(run.maximumPixels()),
        new SerializableConfiguration(spark.sparkContext().hadoopConfiguration()));
  }

  private static Drawn drawn(Row row) {
    return new Drawn(row.getAs(1), row.<byte[]>getList(2).get(0));
  }
}
