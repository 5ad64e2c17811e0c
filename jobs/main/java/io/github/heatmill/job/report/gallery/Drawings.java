package io.github.heatmill.job.report.gallery;

import io.github.heatmill.job.input.ImageSource;
import io.github.heatmill.job.picture.Overlays;
import io.github.heatmill.job.picture.Overlays.Drawn;
import io.github.heatmill.job.report.run.OpenedRun;
import io.github.heatmill.udf.revisit.DrawnImages.DrawingRequest;
import io.github.heatmill.udf.revisit.ImageRef;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The pictures of images and of their maps.
 *
 * @param byKey the pictures of each requested image; overlays are in the order of {@link
 *     ImageMaps#drawn}
 */
record Drawings(Map<ImageKey, Drawn> byKey) {

  /** Draws the maps of all images in one Spark job. */
  static Drawings of(OpenedRun opened, List<ImageMaps> images, Optional<ImageSource> source)
      throws IOException {
    List<DrawingRequest> requests =
        IntStream.range(0, images.size()).mapToObj(i -> request(i, images.get(i))).toList();
    Map<Integer, Drawn> drawn = new Overlays(opened.spark(), source).of(opened.run(), requests);
    Map<ImageKey, Drawn> byKey = new HashMap<>();
    drawn.forEach((number, pictures) -> byKey.put(images.get(number).key(), pictures));
    return new Drawings(byKey);
  }

  private static DrawingRequest request(int number, ImageMaps image) {
    return new DrawingRequest(
        number,
        new ImageRef(image.key().image(), image.key().fingerprint().orElse(null)),
        image.heatmaps());
  }

  /** The number of images that could not be drawn. */
  long missing() {
    return byKey.values().stream().filter(Drawn::isMissing).count();
  }

  /** The reason why one of the images could not be drawn. */
  Optional<String> example() {
    return byKey.values().stream()
        .map(Drawn::problem)
        .filter(problem -> !problem.isEmpty())
        .sorted()
        .findFirst();
  }
}
