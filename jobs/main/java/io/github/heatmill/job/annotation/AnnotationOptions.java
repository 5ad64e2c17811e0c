package io.github.heatmill.job.annotation;

import java.util.List;
import picocli.CommandLine.Option;

/** Where the objects of the images are. */
public final class AnnotationOptions {
  /** What each option said, as it was written. */
  @Option(
      names = "--annotations",
      paramLabel = "KIND:PATH",
      description =
          "Ground truth, which localisation metrics need: voc:DIR (XML of Pascal VOC), coco:FILE (JSON), "
              + "masks:DIR (PNG), csv:FILE (boxes, also ImageNet's LOC_*_solution.csv). "
              + "Given several times, an image has the objects of all. "
              + "Maps of a finished run are measured against the run's own unless it is given.")
  public List<String> annotations = List.of();
}
