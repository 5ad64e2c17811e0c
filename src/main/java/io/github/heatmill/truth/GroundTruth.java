package io.github.heatmill.truth;

import io.github.heatmill.image.Geometry;
import io.github.heatmill.image.Size;
import io.github.heatmill.truth.AnnotatedObject.Kind;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.ToIntFunction;

/**
 * The part of an image's annotation that the network sees. Outlines go through the same resize and
 * crop as the pixels.
 *
 * @param input the size of the network's input
 * @param objects the objects that count and are at least partly visible, in the order of the file
 * @param leftOut the numbers of all other objects
 */
public record GroundTruth(Size input, List<VisibleObject> objects, LeftOut leftOut)
    implements Serializable {

  /**
   * The numbers of objects that metrics do not use.
   *
   * @param cropped objects that count but lie outside the crop
   * @param difficult of {@link Kind#DIFFICULT}
   * @param crowd of {@link Kind#CROWD}
   */
  public record LeftOut(int cropped, int difficult, int crowd) implements Serializable {}

  public GroundTruth {
    objects = List.copyOf(objects);
  }

  /**
   * Applies an image's resize and crop to an annotation.
   *
   * @throws AnnotationException if the annotation is for an image of another size
   */
  public static GroundTruth of(Annotation annotation, Geometry geometry) {
    annotation.requireSize(geometry.source());
    Projection projection = new Projection(geometry);
    List<VisibleObject> visible = new ArrayList<>();
    int normal = 0;
    for (AnnotatedObject object : annotation.objects()) {
      if (object.kind() == Kind.NORMAL) {
        normal++;
        projection.visible(object).ifPresent(visible::add);
      }
    }
    LeftOut leftOut =
        new LeftOut(
            normal - visible.size(),
            count(annotation, Kind.DIFFICULT),
            count(annotation, Kind.CROWD));
    return new GroundTruth(geometry.output(), visible, leftOut);
  }

  private static int count(Annotation annotation, Kind kind) {
    return (int) annotation.objects().stream().filter(object -> object.kind() == kind).count();
  }

  /**
   * The objects that localisation is measured against: those labelled as the explained class; if
   * the image has none, those labelled as any class of the network; if it has none either, all. So
   * an object that is no class of the network, such as a planted tag, never counts next to one that
   * is.
   *
   * @param target the explained class
   * @param classOf the class that a label means to the network; negative when none
   * @return empty if nothing is visible
   */
  public List<VisibleObject> objectsOf(int target, ToIntFunction<String> classOf) {
    List<VisibleObject> same = labelled(classOf, index -> index == target);
    if (!same.isEmpty()) {
      return same;
    }
    List<VisibleObject> known = labelled(classOf, index -> index >= 0);
    return known.isEmpty() ? objects : known;
  }

  private List<VisibleObject> labelled(ToIntFunction<String> classOf, IntPredicate wanted) {
    return objects.stream()
        .filter(object -> wanted.test(classOf.applyAsInt(object.label())))
        .toList();
  }

  /**
   * The pixels of all objects that localisation is measured against.
   *
   * @see #objectsOf
   */
  public Region regionOf(int target, ToIntFunction<String> classOf) {
    return objectsOf(target, classOf).stream()
        .map(VisibleObject::pixels)
        .reduce(Region.empty(input.height(), input.width()), Region::union);
  }
}
