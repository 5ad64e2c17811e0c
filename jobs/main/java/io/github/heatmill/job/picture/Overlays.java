package io.github.heatmill.job.picture;

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
 * Draws maps of a run over a few images, as the network saw them, if the images can be read again.
 *
 * @param given the images as they are now; empty if they are where the run found them
 */
public record Overlays(SparkSession spark, Optional<ImageSource> given) {
  /** The number of files that one task reads. */
  private static final int FILES_OF_A_TASK = 8;

  /**
   * The pictures of one image, as JPEG.
   *
   * @param seen the image as the network saw it; empty if there is a problem
   * @param overlays the image under each requested map
   * @param problem the reason why there are no pictures; empty if there are
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

    /** Chooses the picture that worked, since an image may be found at several places. */
    private Drawn or(Drawn other) {
      return isMissing() ? other : this;
    }
  }

  /**
   * Draws all requests in one Spark job.
   *
   * @param requests maps over images, with the names of the images in the run's tables
   * @return the pictures by the number of the request
   */
  public Map<Integer, Drawn> of(FinishedRun run, List<DrawingRequest> requests) throws IOException {
    Map<Integer, Drawn> drawn = new HashMap<>();
    Answers answers = answers(run, requests);
    answers.rows().forEach(row -> drawn.merge(row.getInt(0), Drawn.of(row), Drawn::or));
    for (DrawingRequest request : requests) {
      drawn.putIfAbsent(request.number(), Drawn.failed(answers.otherwise()));
    }
    return drawn;
  }

  private Answers answers(FinishedRun run, List<DrawingRequest> requests) throws IOException {
    Set<String> names =
        requests.stream().map(request -> request.image().place()).collect(Collectors.toSet());
    ImagePlaces places = ImagePlaces.of(spark, run, given, names);
    DrawnImages drawing =
        new DrawnImages(
            requests.stream()
                .map(request -> request.at(places.of(request.image().place())))
                .toList(),
            run.card().preprocessing(),
            run.decoder(),
            new SerializableConfiguration(spark.sparkContext().hadoopConfiguration()));
    spark.sparkContext().setJobDescription("Heatmill: draw images");
    return places.answers(spark, FILES_OF_A_TASK, drawing, DrawnImages.SCHEMA);
  }
}
