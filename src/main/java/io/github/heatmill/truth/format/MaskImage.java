package io.github.heatmill.truth.format;

import io.github.heatmill.image.Size;
import io.github.heatmill.image.decode.StoredPng;
import io.github.heatmill.truth.AnnotatedObject;
import io.github.heatmill.truth.AnnotatedObject.Kind;
import io.github.heatmill.truth.Annotation;
import io.github.heatmill.truth.AnnotationException;
import io.github.heatmill.truth.PixelMask;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Reads PNG masks, one file for an image and of its size. Each value but 0 is an object without a
 * label: a palette's index, a level of grey, or a colour that is not black; transparency is
 * ignored. Index 255 of a palette, which Pascal VOC draws around objects where its annotators could
 * not tell, is {@link Kind#DIFFICULT}.
 */
public final class MaskImage {
  /**
   * The number of values that a palette or 8 bits of grey can distinguish. A file with more is a
   * photo or has soft edges.
   */
  private static final int MOST_OBJECTS = 255;

  private static final int VOID = 255;

  private final StoredPng png;
  private final Map<Integer, IntStream.Builder> runs = new TreeMap<>();

  private MaskImage(StoredPng png) {
    this.png = png;
  }

  /**
   * Reads a file.
   *
   * @param in its content; not closed
   * @param name its name in error messages
   * @return its objects in the order of their values; none if all is 0
   * @throws AnnotationException if it is no PNG or has more than 255 values beside 0
   */
  public static Annotation read(InputStream in, String name) {
    try {
      return new MaskImage(StoredPng.read(in.readAllBytes())).annotation(name);
    } catch (IOException e) {
      throw new AnnotationException(
          "Mask cannot be read: " + name + " (" + e.getMessage() + ")", e);
    }
  }

  private Annotation annotation(String name) {
    Size size = png.size();
    for (int y = 0; y < size.height(); y++) {
      addRuns(png.row(y), y * size.width());
      if (runs.size() > MOST_OBJECTS) {
        throw new AnnotationException(
            "Mask has more than "
                + MOST_OBJECTS
                + " values beside 0: "
                + name
                + " (must have one for each object)");
      }
    }
    List<AnnotatedObject> objects = new ArrayList<>();
    runs.forEach(
        (value, ends) -> {
          Kind kind = value == VOID && png.hasPalette() ? Kind.DIFFICULT : Kind.NORMAL;
          PixelMask mask = PixelMask.ofRuns(size, ends.build().toArray());
          objects.add(new AnnotatedObject("", mask, kind));
        });
    return new Annotation(size, objects);
  }

  private void addRuns(int[] row, int start) {
    int from = 0;
    for (int x = 1; x <= row.length; x++) {
      if (x == row.length || row[x] != row[from]) {
        if (row[from] != 0) {
          runs.computeIfAbsent(row[from], value -> IntStream.builder())
              .add(start + from)
              .add(start + x);
        }
        from = x;
      }
    }
  }
}
