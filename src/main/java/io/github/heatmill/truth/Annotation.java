package io.github.heatmill.truth;

import io.github.heatmill.image.Size;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The ground truth that a dataset has for one image.
 *
 * @param imageSize the size of the image according to the dataset; null if unknown
 * @param objects in the order of the file; may be empty
 */
public record Annotation(Size imageSize, List<AnnotatedObject> objects) implements Serializable {

  public Annotation {
    objects = List.copyOf(objects);
  }

  /** Objects of an image of unknown size. */
  public static Annotation of(AnnotatedObject... objects) {
    return new Annotation(null, List.of(objects));
  }

  /** The size of the image according to the dataset; empty if unknown. */
  public Optional<Size> size() {
    return Optional.ofNullable(imageSize);
  }

  /**
   * The objects of both, for an image with two sources of ground truth.
   *
   * @throws AnnotationException if their image sizes differ
   */
  public Annotation and(Annotation other) {
    if (imageSize != null && other.imageSize != null && !imageSize.equals(other.imageSize)) {
      throw new AnnotationException(
          "Annotations disagree: one is for an image of "
              + imageSize
              + ", one for "
              + other.imageSize);
    }
    return new Annotation(
        size().orElse(other.imageSize),
        Stream.concat(objects.stream(), other.objects.stream()).toList());
  }

  /**
   * Checks that it is for an image of this size; else boxes would silently be wrong.
   *
   * @throws AnnotationException if it is for another size
   */
  void requireSize(Size upright) {
    Stream.concat(
            size().stream(),
            objects.stream()
                .map(AnnotatedObject::outline)
                .flatMap(o -> o instanceof PixelMask mask ? Stream.of(mask.size()) : Stream.of()))
        .filter(known -> !known.equals(upright))
        .findFirst()
        .ifPresent(
            known -> {
              throw new AnnotationException(
                  "Annotation is for an image of " + known + ", but it has " + upright);
            });
  }
}
