package io.github.heatmill.job;

import java.util.List;
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
}
