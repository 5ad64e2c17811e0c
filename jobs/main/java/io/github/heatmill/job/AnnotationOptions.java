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
          "Where objects are: voc:DIR (XML), masks:DIR (PNG), coco:FILE, csv:FILE (boxes, also ImageNet's LOC_*_solution.csv). "
              + "Given several times, an image has the objects of all.")
  List<String> annotations = List.of();

  /** Reads them; what is wrong is noted. */
  AnnotationChoice choice(Configuration hadoop, Problems problems) {
    return AnnotationChoice.of(annotations, hadoop, problems);
  }
}
