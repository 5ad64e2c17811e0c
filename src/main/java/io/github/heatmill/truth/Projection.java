package io.github.heatmill.truth;

import io.github.heatmill.image.Geometry;
import io.github.heatmill.image.Size;
import java.util.BitSet;
import java.util.Optional;

/** Projects outlines from the source image to the network's input. */
final class Projection {
  /**
   * The number of lines on which a part is searched that is too small to contain a pixel's centre;
   * odd.
   */
  private static final int LINES = 65;

  private final Geometry geometry;
  private final Size input;

  Projection(Geometry geometry) {
    this.geometry = geometry;
    this.input = geometry.output();
  }

  /** The part of an object that the network sees; empty if it sees nothing. */
  Optional<VisibleObject> visible(AnnotatedObject object) {
    Optional<Box> box = visibleBox(Box.around(object.outline()));
    return box.flatMap(
        b -> pixels(object.outline(), b).map(p -> new VisibleObject(object.label(), b, p)));
  }

  private Optional<Box> visibleBox(Box source) {
    Box resized =
        Box.between(
            geometry.x(source.x()),
            geometry.y(source.y()),
            geometry.x(source.right()),
            geometry.y(source.bottom()));
    return resized.intersection(new Box(0, 0, input.width(), input.height()));
  }

  /**
   * The pixels whose centres are inside; if there are none, the one nearest to the visible part.
   */
  private Optional<Region> pixels(Outline outline, Box box) {
    BitSet inside = new BitSet(input.width() * input.height());
    for (int y = PixelRectangle.firstCentre(box.y());
        y < PixelRectangle.firstCentre(box.bottom());
        y++) {
      double[] spans = outline.spans(geometry.sourceY(y + 0.5));
      for (int i = 0; i < spans.length; i += 2) {
        int first = Math.max(0, PixelRectangle.firstCentre(geometry.x(spans[i])));
        int end = Math.min(input.width(), PixelRectangle.firstCentre(geometry.x(spans[i + 1])));
        inside.set(y * input.width() + first, y * input.width() + Math.max(first, end));
      }
    }
    if (inside.isEmpty()) {
      nearest(outline, box).ifPresent(inside::set);
    }
    return inside.isEmpty()
        ? Optional.empty()
        : Optional.of(Region.of(input.height(), input.width(), inside));
  }

  /** The pixel that holds the middle of the longest visible stretch; of equal ones the middle. */
  private Optional<Integer> nearest(Outline outline, Box box) {
    double longest = 0;
    Optional<Integer> pixel = Optional.empty();
    for (int i = 0; i < LINES; i++) {
      int line =
          LINES / 2
              + (i % 2 == 0
                  ? -i / 2
                  : (i + 1) / 2); // The lines are searched from the middle outwards.
      double y = box.y() + box.height() * (line + 0.5) / LINES;
      double[] spans = outline.spans(geometry.sourceY(y));
      for (int j = 0; j < spans.length; j += 2) {
        double from = Math.max(box.x(), geometry.x(spans[j]));
        double to = Math.min(box.right(), geometry.x(spans[j + 1]));
        if (to - from > longest) {
          longest = to - from;
          pixel = Optional.of((int) y * input.width() + (int) ((from + to) / 2));
        }
      }
    }
    return pixel;
  }
}
