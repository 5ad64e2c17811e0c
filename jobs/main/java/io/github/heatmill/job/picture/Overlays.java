package io.github.heatmill.job.picture;

import io.github.heatmill.image.decode.ImageDecoder;
import io.github.heatmill.job.finished.FinishedRun;
import io.github.heatmill.job.input.ImageSource;
import io.github.heatmill.job.picture.ImagePlaces.Answers;
import io.github.heatmill.udf.revisit.DrawnImages;
import io.github.heatmill.udf.revisit.DrawnImages.DrawingRequest;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Draws maps of a run over what its network saw of a few images, where these can be read again.
 *
 * @param given where the images are now; empty for where the run found them
 */
public record Overlays(SparkSession spark, Optional<ImageSource> given) {
  /** Tasks of so many files are short, and few enough. */
  private static final int FILES_OF_A_TASK = 8;

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
  public Map<Integer, Drawn> of(FinishedRun run, List<DrawingRequest> orders) throws IOException {
    Map<Integer, Drawn> drawn = new HashMap<>();
    Answers answers = answers(run, orders);
    answers.rows().forEach(row -> drawn.merge(row.getInt(0), Drawn.of(row), Drawn::or));
    for (DrawingRequest order : orders) {
      drawn.putIfAbsent(order.number(), Drawn.failed(answers.otherwise()));
    }
    return drawn;
  }

  private Answers answers(FinishedRun run, List<DrawingRequest> orders) throws IOException {
    Set<String> names =
        orders.stream().map(order -> order.image().place()).collect(Collectors.toSet());
    ImagePlaces places = ImagePlaces.of(spark, run, given, names);
    DrawnImages drawing =
        new DrawnImages(
            orders.stream().map(order -> order.at(places.of(order.image().place()))).toList(),
            run.card().preprocessing(),
            new ImageDecoder(run.maximumPixels()),
            new SerializableConfiguration(spark.sparkContext().hadoopConfiguration()));
    spark.sparkContext().setJobDescription("Heatmill: draw images");
    return places.answers(spark, FILES_OF_A_TASK, drawing, DrawnImages.SCHEMA);
  }
}
