package io.github.heatmill.truth;

import io.github.heatmill.image.Geometry;
import io.github.heatmill.image.Size;
import io.github.heatmill.truth.AnnotatedObject.Kind;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Regions as they look, a text for each row: {@code #} inside, {@code .} outside. */
public final class Drawn {
  private Drawn() {}

  public static List<String> of(Region region) {
    return IntStream.range(0, region.height())
        .mapToObj(
            y ->
                IntStream.range(0, region.width())
                    .mapToObj(x -> region.contains(y, x) ? "#" : ".")
                    .collect(Collectors.joining()))
        .toList();
  }

  /** The pixels of an outline in an input of the same size as the image. */
  public static List<String> of(Outline outline, Size size) {
    AnnotatedObject object = new AnnotatedObject("", outline, Kind.NORMAL);
    GroundTruth truth = GroundTruth.of(Annotation.of(object), new Geometry(size, size, size));
    return truth.objects().stream().flatMap(visible -> of(visible.pixels()).stream()).toList();
  }
}
