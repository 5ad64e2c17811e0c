package io.github.heatmill.job.run;

import io.github.heatmill.job.annotation.AnnotationChoice;
import io.github.heatmill.job.input.ImageSource;
import io.github.heatmill.job.input.listing.ListedFile;
import io.github.heatmill.job.problem.Problems;
import io.github.heatmill.metric.Metric;
import io.github.heatmill.udf.request.ScoringSpec;
import java.util.Collection;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/**
 * The measurements of a run, checked and with the ground truth opened.
 *
 * @param scoring the part that executors get
 * @param annotations the ground truth that executors get
 * @param places the ground truth as the user named it
 */
public record Measuring(ScoringSpec scoring, AnnotationChoice annotations, List<String> places) {

  /**
   * Finds the images of a run in the ground truth, where the images are known without Spark.
   * Problems are collected.
   */
  Measuring met(ImageSource source, Configuration hadoop, Problems problems) {
    if (!(source instanceof ImageSource.Files files)
        || files.found().hasShards()
        || files.found().files().isEmpty()) {
      return this;
    }
    return met(files.found().files().stream().map(ListedFile::uri).toList(), hadoop, problems);
  }

  /**
   * Finds images in the ground truth; problems are collected.
   *
   * @param images the URIs of all images
   */
  public Measuring met(Collection<String> images, Configuration hadoop, Problems problems) {
    AnnotationChoice found = annotations.met(images, hadoop, problems);
    return new Measuring(new ScoringSpec(scoring.scorer(), found.sources()), found, places);
  }

  public List<Metric> metrics() {
    return scoring.scorer().metrics();
  }
}
