package io.github.heatmill.job.report.gallery;

import io.github.heatmill.job.input.ImageSource;
import io.github.heatmill.job.picture.Overlays.Drawn;
import io.github.heatmill.job.picture.Overlays;
import io.github.heatmill.job.report.run.OpenedRun;
import io.github.heatmill.udf.revisit.DrawingRequest;
import io.github.heatmill.udf.revisit.ImageRef;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Pictures of images and of their maps.
 *
 * @param byKey of every image that was asked for; overlays in the order of {@link ImageMaps#drawn}
 */
record Drawings(Map<ImageKey, Drawn> byKey) {

  /** Draws, in one pass over the images, where they are. */
  static Drawings of(
      OpenedRun opened, List<ImageMaps> images, Optional<ImageSource> source) throws IOException {
    List<DrawingRequest> orders =
        IntStream.range(0, images.size()).mapToObj(i -> order(i, images.get(i))).toList();
    Map<Integer, Drawn> drawn =
        new Overlays(opened.spark(), source).of(opened.run(), orders);
    Map<ImageKey, Drawn> byKey = new HashMap<>();
    drawn.forEach((number, pictures) -> byKey.put(images.get(number).key(), pictures));
    return new Drawings(byKey);
  }

  private static DrawingRequest order(int number, ImageMaps image) {
    return new DrawingRequest(
        number,
        new ImageRef(image.key().image(), image.key().fingerprint().orElse(null)),
        image.heatmaps());
  }

  /** How many could not be drawn. */
  long missing() {
    return byKey.values().stream().filter(Drawn::isMissing).count();
  }

  /** Why, of one of them. */
  Optional<String> example() {
    return byKey.values().stream()
        .map(Drawn::problem)
        .filter(problem -> !problem.isEmpty())
        .sorted()
        .findFirst();
  }
}
