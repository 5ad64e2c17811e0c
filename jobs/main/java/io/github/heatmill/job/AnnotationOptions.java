package io.github.heatmill.job;

import java.util.List;
import org.apache.hadoop.conf.Configuration;
import picocli.CommandLine.Option;

/** Where the objects of the images are. */
final class AnnotationOptions {
  @Option(
      names = "--annotations",
      paramLabel = "KIND:PATH",
      description =
          "Ground truth, which localisation metrics need: voc:DIR (XML of Pascal VOC), coco:FILE (JSON), "
              + "masks:DIR (PNG), csv:FILE (boxes, also ImageNet's LOC_*_solution.csv). "
              + "Given several times, an image has the objects of all. "
              + "Maps of a finished run are measured against the run's own unless it is given.")
  List<String> annotations = List.of();

  /** Reads them; what is wrong is noted. */
  AnnotationChoice choice(Configuration hadoop, Problems problems) {
    return AnnotationChoice.of(annotations, hadoop, problems);
  }
}
