package io.github.heatmill.saliency;

import io.github.heatmill.image.Size;
import io.github.heatmill.truth.Box;
import io.github.heatmill.truth.PixelRectangle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The pixels of several boxes, as rectangles that do not overlap: every pixel counts once. */
final class PixelCover {

  private PixelCover() {}

  static List<PixelRectangle> of(List<Box> boxes, Size picture) {
    List<PixelRectangle> rectangles = new ArrayList<>(boxes.size());
    for (int i = 0; i < boxes.size(); i++) {
      PixelRectangle.of(boxes.get(i), picture).ifPresent(rectangles::add);
    }
    return rectangles.size() < 2 ? rectangles : disjoint(rectangles);
  }

  /**
   * Cuts the rectangles into strips at all their edges, and merges the columns within each strip.
   */
  private static List<PixelRectangle> disjoint(List<PixelRectangle> rectangles) {
    int[] edges =
        rectangles.stream()
            .flatMapToInt(r -> IntStream.of(r.top(), r.bottom()))
            .sorted()
            .distinct()
            .toArray();
    List<PixelRectangle> fromTheLeft = new ArrayList<>(rectangles);
    fromTheLeft.sort(Comparator.comparingInt(PixelRectangle::left));
    List<PixelRectangle> disjoint = new ArrayList<>();
    for (int i = 0; i + 1 < edges.length; i++) {
      addStrip(fromTheLeft, edges[i], edges[i + 1], disjoint);
    }
    return disjoint;
  }

  private static void addStrip(
      List<PixelRectangle> fromTheLeft, int top, int bottom, List<PixelRectangle> disjoint) {
    int covered = 0;
    for (PixelRectangle rectangle : fromTheLeft) {
      if (rectangle.top() <= top && bottom <= rectangle.bottom()) {
        int left = Math.max(covered, rectangle.left());
        if (left < rectangle.right()) {
          disjoint.add(new PixelRectangle(top, bottom, left, rectangle.right()));
          covered = rectangle.right();
        }
      }
    }
  }
}
